import Foundation

/// Made-up login messages.
enum Logins {
    /// A valid message, another for each number.
    static func valid(_ number: Int, version: String? = nil) -> String {
        let locale = number % 7 == 0 ? "null" : "\"DE\""
        return object(number, version: "\"\(version ?? "\(number % 10).\(number % 13)")\"", locale: locale)
    }

    /// A message without its device.
    static func withoutDevice(_ number: Int) -> String {
        """
        {"user_id": "\(user(number))", "app_version": "1.0", "device_type": "ios", "ip": "10.0.0.1", "locale": null}
        """
    }

    /// A message whose address is none.
    static func withBadAddress(_ number: Int) -> String { object(number, ip: "10.0.0.300") }

    /// A message that ends in the middle.
    static func truncated(_ number: Int) -> String { String(valid(number).dropLast(30)) }

    /// A message with an undeclared member.
    static func withExtra(_ number: Int, name: String = "session", value: String = "\"x\"") -> String {
        valid(number).dropLast() + ", \"\(name)\": \(value)}"
    }

    /// Valid messages, one a line.
    static func lines(_ numbers: Range<Int>) -> String { numbers.map { valid($0) + "\n" }.joined() }

    /// The account of a message.
    static func user(_ number: Int) -> String { "424cdd21-063a-43a7-b91b-" + digits(number, 12) }

    /// A message with these members.
    static func object(
        _ number: Int, user: String? = nil, version: String = "\"1.0\"", ip: String? = nil, locale: String = "\"DE\"",
        device: String? = nil
    ) -> String {
        let address = "10.\(number / 65_536 % 256).\(number / 256 % 256).\(number % 256)"
        let ownDevice =
            "\(digits(number / 1_000_000 % 1_000, 3))-\(digits(number / 10_000 % 100, 2))-\(digits(number % 10_000, 4))"
        return """
            {"user_id": "\(user ?? Self.user(number))", "app_version": \(version), "device_type": "android", \
            "ip": "\(ip ?? address)", "locale": \(locale), "device_id": "\(device ?? ownDevice)"}
            """
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
