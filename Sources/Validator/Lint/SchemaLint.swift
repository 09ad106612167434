/// Finds mistakes in a schema that a validator accepts without a word: a check that never happens, a value that can
/// never pass, a pattern that lets too much through.
///
/// Only what is certain from the schema alone is reported; what depends on other documents or on the messages is not.
public struct SchemaLint: Sendable {
    /// The rules, in the order of their ids.
    public static let rules: [LintRule] = checks.map { $0.rule }.sorted { $0.id < $1.id }

    static var checks: [any LintCheck.Type] {
        [
            UnknownKeyword.self, KeywordNotInDialect.self, KeywordNeverApplies.self, KeywordWithoutPartner.self,
            UnevaluatedNothing.self, ReferenceSiblings.self, RequiredUndeclared.self, ContradictingBounds.self,
            RefusedValue.self, DuplicateValue.self, UnreachableBranch.self, UnanchoredPattern.self,
            ExplodingPattern.self, FormatAnnotationOnly.self, ContentAnnotationOnly.self,
        ]
    }

    private let options: SchemaOptions
    private let isPortable: Bool

    /// - Parameters:
    ///   - options: how the schema is compiled: its dialect where it names none, and the documents it may read.
    ///   - isPortable: whether to report too what this validator checks and others need not: formats since 2019-09.
    public init(options: SchemaOptions = SchemaOptions(), isPortable: Bool = false) {
        self.options = options
        self.isPortable = isPortable
    }

    /// The findings in a schema and in every subschema of its document, in the order of the text.
    ///
    /// Empty where the dialect that `$schema` names is not known; compiling the schema says why.
    public func findings(in schema: JSONValue) -> [LintFinding] {
        let found = try? options.vocabulary(
            of: schema, default: Vocabulary(options.dialect), document: options.baseURI, pointer: "")
        guard let vocabulary = found else { return [] }
        let isOwn = schema["$schema"]?.string.map { Dialect(schemaURI: $0) == nil } ?? false
        let document = LintDocument(
            schema, options: options, isPortable: isPortable, vocabulary: vocabulary, isOwn: isOwn)
        var walk = LintWalk(document: document)
        walk.visit(schema, at: JSONPointer(), dialect: vocabulary.dialect, around: .init())
        return walk.findings
    }
}
