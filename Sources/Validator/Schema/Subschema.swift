/// What is kept of a subschema for outputs: cold data beside its block.
struct Subschema: Sendable {
    /// The schema itself: an object or a boolean.
    let value: JSONValue
    /// The schema's place: the URI of its resource with a JSON Pointer as the fragment.
    let absoluteLocation: String
    /// Whether that has a scheme.
    let isAbsolute: Bool
    let vocabulary: Vocabulary
    /// Where references lead to a schema that allows everything: no instruction says so.
    var idleReferences: [String: String] = [:]

    var dialect: Dialect { vocabulary.dialect }
}
