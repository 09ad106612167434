/// One subschema on the linter's way through a schema.
struct LintSite {
    /// What the schemas around a subschema say about the very value that it looks at.
    struct Surroundings {
        /// The kinds that they leave.
        var kinds: KindSet = .all
        /// The sets of names that they allow in an object.
        var closures: [ClosedNames] = []
    }

    /// The subschema's members.
    let object: JSONObject
    /// Its place in the document.
    let place: JSONPointer
    /// The dialect that holds there.
    let dialect: Dialect
    /// What the schemas around it say.
    let around: Surroundings
    /// The whole schema.
    let document: LintDocument

    /// The kinds of values that can pass the subschema and those around it; never too few.
    var kinds: KindSet { around.kinds.intersection(document.kinds(of: .object(object), in: dialect)) }

    /// The dialect with what the schema's meta-schema says of formats.
    var vocabulary: Vocabulary {
        var vocabulary = Vocabulary(dialect)
        vocabulary.assertsFormat = document.assertsFormat
        return vocabulary
    }

    /// Whether the keyword stands here, and the dialect has it.
    func has(_ keyword: String) -> Bool { object[keyword] != nil && KeywordDialects.has(keyword, dialect) }

    /// The keyword's value, where the dialect has it.
    subscript(keyword: String) -> JSONValue? { has(keyword) ? object[keyword] : nil }

    /// Whether a `$ref` makes everything beside it void.
    var isReferenceAlone: Bool { dialect.referenceStandsAlone && object["$ref"]?.string != nil }

    /// The names that the subschema itself and those around it allow.
    var closures: [ClosedNames] { around.closures + [ClosedNames(self)].compactMap { $0 } }
}
