import Foundation
import Validator

extension Contract {
    /// The compiled schema of a message; `$ref` reads other files of the contract's folder and nothing else.
    ///
    /// - Throws: ``LoaderError`` `schema.invalid` of kind `configuration`.
    public func compile() throws(LoaderError) -> SchemaProgram {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let options = SchemaOptions(baseURI: path) { uri in try Self.document(uri, below: folder) }
        do {
            return try SchemaProgram(compiling: messageSchema, options: options)
        } catch {
            throw LoaderError(
                "schema.invalid", .configuration, "\(path): the schema of a message cannot be used: \(error.pointer): \(error.message)")
        }
    }

    private static func document(_ uri: String, below folder: String) throws -> JSONValue? {
        guard uri.hasPrefix(folder), !uri.contains("://"), !uri.contains("..") else { return nil }
        guard FileManager.default.fileExists(atPath: uri) else { return nil }
        return try ContractFile(path: uri).value
    }
}
