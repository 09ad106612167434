import Validator

/// One parameter of a statement, in PostgreSQL's text form.
public struct PostgresValue: Hashable, Sendable {
    /// The text that the server reads; without U+0000, which no parameter can hold.
    public let text: String

    /// A text; U+0000 becomes U+FFFD, because libpq would end the text there.
    public init(_ text: String) {
        self.text = text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
    }

    /// A whole number.
    public init(_ number: Int) { text = "\(number)" }

    /// A `uuid`.
    public init(_ id: MessageID) { text = id.description }

    /// A `jsonb`, what it cannot hold replaced: see ``StoredDocument``.
    public init(json value: JSONValue) { text = StoredDocument(value).text }

    /// A `text[]`.
    public init(textArray items: [String]) {
        let quoted = items.map { "\"" + $0.escaping(["\"", "\\"], with: "\\") + "\"" }
        self.init("{" + quoted.joined(separator: ",") + "}")
    }

    /// A `uuid[]`.
    public init(ids: some Sequence<MessageID>) {
        var text = "{"
        for id in ids {
            if text.utf8.count > 1 { text += "," }
            text += id.description
        }
        self.text = text + "}"
    }
}

extension PostgresValue: ExpressibleByStringLiteral {
    /// A text.
    public init(stringLiteral value: String) { self.init(value) }
}
