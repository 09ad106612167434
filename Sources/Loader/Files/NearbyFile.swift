import Validator

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Guesses which file was meant by a path that does not exist.
enum NearbyFile {
    private static let maxEntries = 10_000

    /// The path of the file in the same directory whose name differs in the fewest letters, if those are few.
    static func name(like path: String) -> String? {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let (folder, wanted) = (String(path[..<cut]), String(path[cut...]))
        let candidates = entries(of: folder.isEmpty ? "." : folder)
        return Suggestion.nearest(to: wanted, among: candidates).map { folder + $0 }
    }

    private static func entries(of folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < maxEntries, let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
