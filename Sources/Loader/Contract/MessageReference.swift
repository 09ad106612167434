#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the file that `message: {$ref: …}` names: one in the contract's folder or below it, nothing else.
struct MessageReference {
    /// Why a reference cannot be followed.
    struct Failure: Error {
        let message: String
        let hint: String
    }

    let contract: String

    func resolve(_ reference: String) throws(Failure) -> ContractFile {
        guard !reference.contains("#"), !reference.contains(":"), !reference.hasPrefix("/") else {
            throw Failure(
                message: "the reference '\(reference)' does not name a file beside the contract",
                hint: "write a relative path without a fragment, as {$ref: login.schema.json}")
        }
        let folder = Self.folder(of: contract)
        let path = folder.isEmpty ? reference : "\(folder)/\(reference)"
        guard let real = Self.realPath(path) else {
            throw Failure(message: "the file '\(reference)' is not there", hint: "looked for \(path)")
        }
        guard let root = Self.realPath(folder.isEmpty ? "." : folder), real.hasPrefix(root == "/" ? "/" : root + "/")
        else {
            throw Failure(
                message: "the file '\(reference)' lies outside the contract's folder",
                hint: "a contract may only read files beside it")
        }
        do {
            return try ContractFile(path: path)
        } catch {
            throw Failure(message: "\(error)", hint: "")
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
