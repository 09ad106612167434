import Validator

/// What SARIF calls a reporting descriptor (section 3.49): a rule that results refer to.
public struct SARIFRule: Hashable, Sendable {
    /// The stable id.
    public var id: String
    /// One line.
    public var summary: String
    /// Some sentences.
    public var explanation: String
    /// What to do.
    public var help: String
    /// The level of results that name none.
    public var level: SARIFLevel

    /// A rule of these parts.
    public init(id: String, summary: String, explanation: String, help: String, level: SARIFLevel) {
        self.id = id
        self.summary = summary
        self.explanation = explanation
        self.help = help
        self.level = level
    }

    var json: JSONValue {
        [
            "id": .string(id),
            "shortDescription": ["text": .string(summary)],
            "fullDescription": ["text": .string(explanation)],
            "help": ["text": .string(help)],
            "defaultConfiguration": ["level": .string(level.rawValue)],
        ]
    }
}
