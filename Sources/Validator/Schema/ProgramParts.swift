/// A program while it is being compiled.
struct ProgramParts {
    var instructions: [Instruction] = []
    var blocks: [Block] = []
    /// What outputs need to know of each block's schema.
    var subschemas: [Subschema] = []
    var objectPlans: [ObjectPlan] = []
    var names: [NameSlot] = []
    var buckets: [UInt32] = []
    var patternSlots: [PatternSlot] = []
    var arrayPlans: [ArrayPlan] = []
    var containsPlans: [ContainsPlan] = []
    var calls: [CalledBlock] = []
    var text: [UInt8] = []
    var literals: [Literal] = []
    var bounds: [Bound] = []
    var constants: [Constant] = []
    var patterns: [Pattern] = []
    var sites: [Site] = []
    var checks: [SchemaCheck] = []
    var segments: [String] = [""]
    /// The places of names that are no keywords, in the first document.
    var passedOver: [PassedOverWord] = []
    var dynamicReferences: [DynamicReference] = []
    /// Every member name that the schema writes: names that reports may show.
    var declaredNames: Set<ExactText> = []
    /// The URI of the root schema.
    var uri = ""

    /// A string among the program's text.
    struct Literal: BitwiseCopyable {
        var text: UInt32
        var length: UInt32
    }

    /// A value of `const` or `enum`, and its hash; those of one keyword lie together, sorted by hash.
    struct Constant {
        var hash: UInt64
        var value: JSONValue
    }

    /// A numeric limit: small where it fits, exact in any case.
    struct Bound {
        var small: SmallDecimal?
        var exact: JSONNumber
    }

    /// A `$dynamicRef` or `$recursiveRef`: where it leads if no outer resource has the anchor, and where else.
    struct DynamicReference {
        var initial: UInt32
        var segment: UInt32
        /// The blocks of the anchor by the resource that has it.
        var candidates: [UInt32: UInt32]
    }

    /// Adds a block's instructions; those that need to know what has been looked at hide behind one that tracks it.
    mutating func append(_ block: [Instruction], to index: Int) {
        var start = UInt32(instructions.count)
        instructions += block
        if block.contains(where: { $0.operation == .unevaluatedProperties || $0.operation == .unevaluatedItems }) {
            let end = UInt32(instructions.count)
            instructions.append(Instruction(operation: .tracked, a: start, b: end))
            start = end
        }
        blocks[index].start = start
        blocks[index].end = UInt32(instructions.count)
    }

    mutating func append(literal: String) -> Literal {
        let start = UInt32(text.count)
        text.append(contentsOf: literal.utf8)
        return Literal(text: start, length: UInt32(text.count) - start)
    }
}
