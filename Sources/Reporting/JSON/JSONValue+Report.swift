import Validator

extension JSONValue {
    static func nullable(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    static func nullable(_ value: Int?) -> JSONValue { value.map { .int($0) } ?? .null }
    static func nullable(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }
    /// A number; null too where it is not finite.
    static func nullable(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .decimal(value)
    }

    /// A number as ECMAScript writes it (RFC 8785, section 3.2.2.3); 0 where it is not finite.
    static func decimal(_ value: Double) -> JSONValue {
        guard let text = ECMAScriptNumber.text(of: value), let number = JSONNumber(text: text) else { return 0 }
        return .number(number)
    }
}
