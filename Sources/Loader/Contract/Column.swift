/// One column of the loaded table.
public struct Column: Hashable, Sendable {
    /// The column's name in the table.
    public var name: String
    /// Where the value comes from.
    public var source: ColumnSource
    /// The column's type.
    public var type: ColumnType
    /// What happens to the value on the way, in order.
    public var transforms: [Transform]
    /// How personal data is hidden; nil: the value is loaded as it is.
    public var mask: Mask?

    /// A column of these parts.
    public init(
        name: String, source: ColumnSource, type: ColumnType, transforms: [Transform] = [], mask: Mask? = nil
    ) {
        self.name = name
        self.source = source
        self.type = type
        self.transforms = transforms
        self.mask = mask
    }
}
