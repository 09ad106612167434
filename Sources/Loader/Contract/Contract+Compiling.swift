import Validator

extension Contract {
    /// The compiled schema of a message; `$ref` reads other files of the schema's root and nothing else.
    ///
    /// - Throws: ``LoaderError`` `schema.invalid` of kind `configuration`.
    public func compile() throws(LoaderError) -> SchemaProgram {
        do {
            return try SchemaProgram(compiling: messageSchema, options: schemaSource.options)
        } catch {
            throw LoaderError(
                "schema.invalid", .configuration,
                "\(path): the schema of a message cannot be used: \(error.pointer): \(error.message)")
        }
    }
}
