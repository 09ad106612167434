import Validator

/// What whoever runs the program may say about how a message's schema is read.
public struct SchemaReading: Hashable, Sendable {
    /// The folder that references may not leave; nil: that of the contract.
    public var root: String?
    /// Whether `format` refuses values; nil: in a contract it does, in a bare schema its dialect decides.
    public var formats: SchemaOptions.FormatMode?

    /// Reading with these settings.
    public init(root: String? = nil, formats: SchemaOptions.FormatMode? = nil) {
        self.root = root
        self.formats = formats
    }
}
