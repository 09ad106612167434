/// A mistake in a contract: where it stands, what it is, and what would be right.
public struct ContractProblem: Error, Hashable, Sendable {
    /// What kind of mistake it is, for scripts and tests.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The file cannot be read.
        case unreadable
        /// The text is neither YAML nor JSON.
        case syntax
        /// The file is not of the shape that `contract.schema.json` describes.
        case unknownKey, missingKey, wrongKind, wrongValue
        /// A name in the message's schema that is no keyword.
        case unknownKeyword
        /// The message's schema is not a JSON Schema.
        case schema
        /// `message: {$ref: …}` leads to no file that may be read.
        case reference
        /// A JSON Pointer that no valid message can have.
        case impossiblePointer
        /// A source, type, transform or mask that do not go together.
        case unknownSource, unknownType, kindDoesNotFit, tokenDoesNotFit, transform, mask
        /// Personal data that would be loaded as it is.
        case unmasked
        /// A key that cannot serve as one.
        case key
        /// A name that PostgreSQL does not take.
        case identifier
        /// A check that can never or always hold, or that lacks something.
        case check
    }

    /// The file.
    public var file: String
    /// The line and the column of the mistake.
    public var position: SourceMap.Position
    /// What kind of mistake it is.
    public var code: Code
    /// What is wrong, without a full stop.
    public var message: String
    /// What would be right, without a full stop; may be empty.
    public var hint: String

    /// A problem of these parts.
    public init(file: String, position: SourceMap.Position, code: Code, message: String, hint: String = "") {
        self.file = file
        self.position = position
        self.code = code
        self.message = message
        self.hint = hint
    }
}

extension ContractProblem: CustomStringConvertible {
    /// `file:12:5: unknown key 'colums' under load (did you mean 'columns'?)`
    public var description: String {
        "\(file):\(position.line):\(position.column): \(message)" + (hint.isEmpty ? "" : " (\(hint))")
    }
}

extension LoaderError {
    /// One error of all the mistakes of a contract, a line each.
    static func invalidContract(_ problems: [ContractProblem]) -> LoaderError {
        LoaderError(
            "contract.invalid", .configuration, problems.map(\.description).joined(separator: "\n"),
            remedy: "Correct the contract: docs/contract.md describes every key.")
    }
}
