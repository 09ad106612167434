import Validator

/// A YAML or JSON file as a JSON value, with the place of each key and value.
public struct ContractFile: Hashable, Sendable {
    /// The longest file that is read, in bytes.
    static let maximumLength = 4 << 20
    /// The most values that a file's aliases may expand to.
    static let maximumValues = 200_000

    /// The path as it was given.
    public let path: String
    /// The content.
    public let value: JSONValue
    /// Where keys and values stand.
    public let positions: SourceMap

    /// Reads a file.
    ///
    /// - Throws: the one mistake that keeps the file from being read, with its line and column.
    public init(path: String) throws(ContractProblem) {
        self = try Self.parse(try Self.read(path), path: path)
    }

    init(path: String, value: JSONValue, positions: SourceMap) {
        self.path = path
        self.value = value
        self.positions = positions
    }

    /// The content of a text: JSON where the name or the first character says so, else YAML, of which JSON is a part.
    static func parse(_ bytes: [UInt8], path: String) throws(ContractProblem) -> ContractFile {
        if path.hasSuffix(".json") { return try JSONContractReader(path: path).read(bytes) }
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let file = try? JSONContractReader(path: path).read(bytes)
        {
            return file
        }
        return try YAMLContractReader(path: path).read(bytes)
    }

    private static func read(_ path: String) throws(ContractProblem) -> [UInt8] {
        do {
            return try FileContent.read(path, limit: maximumLength)
        } catch {
            throw ContractProblem(
                file: path, position: .init(line: 1, column: 1), code: .unreadable, message: error.message,
                hint: error.remedy)
        }
    }

    func problem(
        _ code: ContractProblem.Code, at pointer: JSONPointer, _ message: String, hint: String = "", onKey: Bool = false
    ) -> ContractProblem {
        let position = onKey ? positions.key(at: pointer) : positions.value(at: pointer)
        return ContractProblem(file: path, position: position, code: code, message: message, hint: hint)
    }
}
