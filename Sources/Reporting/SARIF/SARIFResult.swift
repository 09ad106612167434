import Validator

/// One result of a run (SARIF, section 3.27).
public struct SARIFResult: Hashable, Sendable {
    /// The rule's id.
    public var rule: String
    /// How bad it is.
    public var level: SARIFLevel
    /// What is wrong, in a sentence or two.
    public var message: String
    /// Where it is.
    public var place: SARIFPlace?

    /// A result of these parts.
    public init(rule: String, level: SARIFLevel, message: String, place: SARIFPlace? = nil) {
        self.rule = rule
        self.level = level
        self.message = message
        self.place = place
    }

    /// - Parameter index: where the rule stands in the tool's list.
    func json(ruleIndex index: Int?) -> JSONValue {
        var object: JSONObject = ["ruleId": .string(rule)]
        if let index { object["ruleIndex"] = .int(index) }
        object["level"] = .string(level.rawValue)
        object["message"] = ["text": .string(message)]
        object["locations"] = .array([place?.json].compactMap { $0 })
        return .object(object)
    }
}
