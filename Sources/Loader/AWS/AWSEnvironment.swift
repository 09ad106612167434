#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The environment variables that the AWS configuration is read from.
public struct AWSEnvironment: Sendable {
    /// The variables; an empty value counts as none.
    public var variables: [String: String]

    /// An environment of these variables and no others.
    public init(_ variables: [String: String]) { self.variables = variables }

    /// The environment of this process, as it is now.
    public static var process: AWSEnvironment {
        var variables: [String: String] = [:]
        #if canImport(Glibc)
            var entry = environ
        #else
            var entry = _NSGetEnviron().pointee
        #endif
        while let text = entry.pointee {
            let line = String(cString: text)
            if let equals = line.firstIndex(of: "=") {
                variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            entry += 1
        }
        return AWSEnvironment(variables)
    }

    /// The value of a variable; nil where it is not set or empty.
    public subscript(name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// Whether a variable is set to `true`.
    func isTrue(_ name: String) -> Bool { self[name]?.lowercased() == "true" }

    /// A path below the home directory, where there is one.
    func homePath(_ path: String) -> String? { self["HOME"].map { "\($0)/\(path)" } }
}
