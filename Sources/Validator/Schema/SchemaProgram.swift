/// A schema, compiled: flat arrays of instructions and plans that any number of evaluators read at once.
public final class SchemaProgram: Sendable {
    /// Everything that the schema asks, in the order of its text: one entry for each line of a report.
    public let checks: [SchemaCheck]
    /// The words that check nothing, in the schema and in all that references lead to; often they are misspelt.
    public let passedOver: [PassedOverWord]
    /// The names of all formats, to guess what a misspelt one was meant to be.
    public static var formats: [String] { Format.allCases.map(\.name) }
    /// The names of all keywords, to guess what a misspelt one was meant to be.
    public static var keywords: [String] { SchemaKeywords.known.sorted() }
    /// Every member name that the schema writes; other names in a message are data and are never shown.
    let declaredNames: Set<ExactText>
    /// The URI of the root schema; may be empty.
    let uri: String

    let instructions: FrozenArray<Instruction>
    let blocks: FrozenArray<Block>
    let objectPlans: FrozenArray<ObjectPlan>
    let names: FrozenArray<NameSlot>
    let buckets: FrozenArray<UInt32>
    let patternSlots: FrozenArray<PatternSlot>
    let arrayPlans: FrozenArray<ArrayPlan>
    let containsPlans: FrozenArray<ContainsPlan>
    let calls: FrozenArray<CalledBlock>
    let text: FrozenArray<UInt8>
    let literals: FrozenArray<ProgramParts.Literal>
    let bounds: FrozenArray<ProgramParts.Bound>
    /// The patterns, without counting references to them: all threads would do that at one address.
    let patterns: FrozenArray<Unmanaged<Pattern>>
    private let ownPatterns: [Pattern]
    let constants: FrozenArray<ProgramParts.Constant>
    let dynamicReferences: [ProgramParts.DynamicReference]
    let sites: [Site]
    /// What outputs need to know of each block's schema; nothing else reads it.
    let subschemas: [Subschema]
    /// What an evaluator's tape points to before its first message.
    let noEntries = FrozenArray([TapeEntry(kind: .null, flags: [], start: 0)])
    let segments: [String]

    /// Compiles a schema.
    ///
    /// - Throws: the first mistake that makes the schema unusable.
    public init(compiling schema: JSONValue, options: SchemaOptions = SchemaOptions()) throws(SchemaError) {
        var compiler = SchemaCompiler(options: options)
        let parts = try compiler.compile(schema)
        checks = parts.checks
        passedOver = parts.passedOver
        uri = parts.uri
        declaredNames = parts.declaredNames
        instructions = FrozenArray(parts.instructions)
        blocks = FrozenArray(parts.blocks)
        objectPlans = FrozenArray(parts.objectPlans)
        names = FrozenArray(parts.names)
        buckets = FrozenArray(parts.buckets)
        patternSlots = FrozenArray(parts.patternSlots)
        arrayPlans = FrozenArray(parts.arrayPlans)
        containsPlans = FrozenArray(parts.containsPlans)
        calls = FrozenArray(parts.calls)
        text = FrozenArray(parts.text)
        literals = FrozenArray(parts.literals)
        bounds = FrozenArray(parts.bounds)
        ownPatterns = parts.patterns
        patterns = FrozenArray(parts.patterns.map(Unmanaged.passUnretained))
        constants = FrozenArray(parts.constants)
        dynamicReferences = parts.dynamicReferences
        sites = parts.sites
        subschemas = parts.subschemas
        segments = parts.segments
    }
}
