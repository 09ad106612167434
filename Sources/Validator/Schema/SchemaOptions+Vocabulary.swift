extension SchemaOptions {
    /// What holds in a schema: what its `$schema` asks for, or else `vocabulary`.
    ///
    /// - Parameters:
    ///   - document: the name of the schema's document, for the error.
    ///   - pointer: the schema's place in it.
    /// - Throws: why the dialect is not known, or cannot be followed.
    func vocabulary(
        of schema: JSONValue, default vocabulary: Vocabulary, document: String, pointer: String
    ) throws(SchemaError) -> Vocabulary {
        guard let uri = schema["$schema"]?.string else { return vocabulary }
        if let known = Dialect(schemaURI: uri) { return Vocabulary(known) }
        func problem(_ message: String) -> SchemaError {
            SchemaError(
                code: .unknownDialect, document: document, pointer: pointer + "/$schema", message: message)
        }
        let metaSchema: JSONValue?
        do { metaSchema = try loadDocument(URIReference(uri).withoutFragment.description) } catch {
            throw problem("The meta-schema cannot be read: \(error).")
        }
        guard let metaSchema, let dialect = metaSchema["$schema"]?.string.flatMap(Dialect.init(schemaURI:)) else {
            let known = Dialect.allCases.map(\.uri).joined(separator: ", ")
            throw problem("The dialect is not known; known are \(known).")
        }
        if let unknown = Vocabulary.unknownRequirement(of: metaSchema, in: dialect) {
            throw problem("The meta-schema requires the vocabulary \(unknown), which is not known.")
        }
        return Vocabulary(dialect, metaSchema: metaSchema)
    }
}

extension SchemaOptions.FormatMode {
    /// Whether `format` refuses values where this vocabulary holds.
    func asserts(_ vocabulary: Vocabulary) -> Bool {
        switch self {
        case .assert: true
        case .annotate: vocabulary.assertsFormat
        case .dialect: vocabulary.assertsFormat || vocabulary.dialect <= .draft7
        }
    }
}
