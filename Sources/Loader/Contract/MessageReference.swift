/// Finds the file that `message: {$ref: …}` names: one of the schema root, nothing else.
struct MessageReference {
    /// Why a reference cannot be followed.
    struct Failure: Error {
        let message: String
        let hint: String
    }

    let contract: String
    let root: SchemaFolder

    func resolve(_ reference: String) throws(Failure) -> ContractFile {
        guard !reference.contains("#"), !reference.contains(":"), !reference.hasPrefix("/") else {
            throw Failure(
                message: "the reference '\(reference)' does not name a file beside the contract",
                hint: "write a relative path without a fragment, as {$ref: login.schema.json}")
        }
        let folder = SchemaFolder.of(contract)
        let path = folder == "." ? reference : (folder == "/" ? "/\(reference)" : "\(folder)/\(reference)")
        guard let real = SchemaFolder.resolve(path) else {
            throw Failure(message: "the file '\(reference)' is not there", hint: "looked for \(path)")
        }
        guard root.contains(real) else {
            throw Failure(
                message: "the file '\(reference)' lies outside the schema root \(root.path)",
                hint: "--schema-root names the folder that a contract may read")
        }
        do {
            return try ContractFile(path: path)
        } catch {
            throw Failure(message: "\(error)", hint: "")
        }
    }
}
