import Validator

/// Something that kept the tool from its work (SARIF, section 3.58).
public struct SARIFNotification: Hashable, Sendable {
    /// How bad it is.
    public var level: SARIFLevel
    /// What happened.
    public var message: String
    /// Where it happened.
    public var place: SARIFPlace?

    /// A notification of these parts.
    public init(level: SARIFLevel, message: String, place: SARIFPlace? = nil) {
        self.level = level
        self.message = message
        self.place = place
    }

    var json: JSONValue {
        [
            "level": .string(level.rawValue),
            "message": ["text": .string(message)],
            "locations": .array([place?.json].compactMap { $0 }),
        ]
    }
}
