/// `properties`, `required`, `patternProperties`, `additionalProperties` and `propertyNames` of one subschema,
/// checked in one walk over the members.
struct ObjectPlan: BitwiseCopyable {
    /// The names that the schema knows: a range of the name slots.
    var firstName: UInt32 = 0
    var nameCount: UInt32 = 0
    /// The hash table over them: a range of the name table whose size is a power of two, with ``noName`` for
    /// what is empty.
    var firstBucket: UInt32 = 0
    var bucketMask: UInt32 = 0
    /// The bits of the names that must be there.
    var required: UInt64 = 0
    /// `patternProperties`: a range of the pattern slots.
    var firstPattern: UInt32 = 0
    var patternCount: UInt32 = 0
    /// The block for members that neither a name nor a pattern knows.
    var additional: UInt32 = Block.always
    /// Whether `additionalProperties` is there at all: even one that allows everything counts as having looked.
    var hasAdditional = false
    var propertyNames: UInt32 = Block.always
    var requiredSite: UInt32 = 0
    var additionalSite: UInt32 = 0
    var propertyNamesSegment: UInt32 = 0
    var additionalSegment: UInt32 = 0
    /// How many of the plans behind this one hold more of its required names.
    var continuations = 0
    /// Whether this plan only holds more required names of one before.
    var isContinuation = false

    static let noName: UInt32 = .max
}

/// A name that a schema knows.
struct NameSlot: BitwiseCopyable {
    var hash: UInt64
    /// The name's bytes: a range of the program's text.
    var text: UInt32
    var length: UInt32
    /// The block for the member's value.
    var block: UInt32 = Block.always
    /// What the block's place is called, for the errors' keyword location.
    var segment: UInt32 = 0
    /// The bit in ``ObjectPlan/required``, 0 if the member may be missing.
    var requiredBit: UInt64 = 0
    /// The index of the check that the name is there.
    var requiredCheck: UInt32 = 0
    /// Whether the name stands in `properties`; if not, it is only required.
    var isProperty = false
}

/// A pattern of `patternProperties`.
struct PatternSlot: BitwiseCopyable {
    var pattern: UInt32
    var block: UInt32
    var segment: UInt32
    var site: UInt32
}
