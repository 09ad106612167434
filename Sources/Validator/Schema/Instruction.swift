/// One step of a compiled schema: 24 bytes, no references.
struct Instruction: BitwiseCopyable {
    enum Operation: UInt8 {
        /// Refuses everything (the schema `false`).
        case never
        /// `kinds` holds what is allowed; `flag`: a number must be an integer, 2: and written without a fraction.
        case type
        /// `const` and `enum`. `a`: first of the constants, `b`: count.
        case enumeration
        /// A list of strings alone. `a`: first string literal, `b`: count.
        case stringEnumeration
        /// `number`: the limit.
        case minLength, maxLength, minItems, maxItems, minProperties, maxProperties
        /// `a`: index into the patterns.
        case pattern
        /// `a`: the format's raw value.
        case format
        /// `a`: the raw value of ``Content``.
        case content
        /// `a`: index into the bounds.
        case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
        case uniqueItems
        /// Everything about an object's members at once. `a`: index into the object plans.
        case members
        /// Items by position. `a`: index into the array plans.
        case items
        /// `a`: block, `b`: index into the contains plans.
        case contains
        /// `a`: first of the names' slots, `b`: their count; `number`: the name that asks for them.
        case dependentRequired
        /// `a`: block for objects with the name in slot `number`.
        case dependentSchema
        /// The block `a` must hold (`$ref`, `allOf`).
        case call
        /// `a`: index into the dynamic references.
        case dynamicCall
        /// `a`: first of the list, `b`: count; `number`: one more than the slot of the name that tells the branches
        /// apart, 0 where there is none.
        case anyOf, oneOf
        /// `a`: block.
        case not
        /// `a`: condition, `b`: index of a pair of blocks.
        case conditional
        /// The only instruction of a block with one of the two below; `a`, `b`: where the block's others begin and end.
        case tracked
        /// `a`: block for what nothing else has looked at; `number`: how many instructions of its block come before.
        case unevaluatedProperties, unevaluatedItems
    }

    let operation: Operation
    var flag: UInt8 = 0
    var kinds: TapeEntry.Kind = []
    /// The index of what is said about the keyword: its name, its place, its check.
    var site: UInt32 = 0
    var a: UInt32 = 0
    var b: UInt32 = 0
    var number: Int = 0
}

/// A subschema: a run of instructions that must all hold.
struct Block: BitwiseCopyable {
    var start: UInt32
    var end: UInt32
    /// The resource that the subschema belongs to, for dynamic references.
    var resource: UInt32

    /// The schema `true`: a block that need not be called.
    static let always: UInt32 = .max
    /// The schema `false`.
    static let never: UInt32 = .max - 1
}
