/// `prefixItems` and `items` (or their older forms) of one subschema.
struct ArrayPlan: BitwiseCopyable {
    /// The blocks of the first items: a range of the called blocks.
    var firstPrefix: UInt32 = 0
    var prefixCount: UInt32 = 0
    /// The block of all further items.
    var rest: UInt32 = Block.always
    var restSegment: UInt32 = 0
}

/// A block and what its place is called.
struct CalledBlock: BitwiseCopyable {
    var block: UInt32
    var segment: UInt32
    /// Of a branch: the instruction that the discriminating member must pass; ``noGuard`` where it may be anything.
    var guardStep = noGuard

    static let noGuard: UInt32 = .max
}

/// The numbers of `contains`.
struct ContainsPlan: BitwiseCopyable {
    var minimum: Int
    var maximum: Int
    var minimumSite: UInt32
    var maximumSite: UInt32
    /// Whether the items found count as evaluated (2020-12).
    var marksItems: Bool
}
