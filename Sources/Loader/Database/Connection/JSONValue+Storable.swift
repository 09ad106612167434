import Validator

extension JSONValue {
    /// Levels that `jsonb` surely reads without running out of stack.
    private static let storableDepth = 500

    /// The same document as `jsonb` can hold it.
    ///
    /// U+0000 becomes U+FFFD, a number beyond the range of `numeric` its text, and what lies more than 500 levels
    /// deep `null`. PostgreSQL refuses each of them, and an entry of the quarantine must never be refused.
    public var storable: JSONValue { isStorable(depth: 0) ? self : storable(depth: 0) }

    /// Whether nothing must be replaced, as with nearly all documents.
    private func isStorable(depth: Int) -> Bool {
        switch self {
        case .null, .bool: true
        case .number(let number): number.fitsNumeric
        case .string(let text): !text.utf8.contains(0)
        case .array(let items): depth < Self.storableDepth && items.allSatisfy { $0.isStorable(depth: depth + 1) }
        case .object(let object):
            depth < Self.storableDepth
                && object.members.allSatisfy { !$0.name.utf8.contains(0) && $0.value.isStorable(depth: depth + 1) }
        }
    }

    private func storable(depth: Int) -> JSONValue {
        switch self {
        case .null, .bool: self
        case .number(let number): number.fitsNumeric ? self : .string(number.text)
        case .string(let text): .string(Self.withoutNull(text))
        case .array(let items):
            depth < Self.storableDepth ? .array(items.map { $0.storable(depth: depth + 1) }) : .null
        case .object(let object):
            depth < Self.storableDepth
                ? .object(JSONObject(object.map { (Self.withoutNull($0.name), $0.value.storable(depth: depth + 1)) }))
                : .null
        }
    }

    private static func withoutNull(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })
        return String(scalars)
    }
}

extension JSONNumber {
    /// Whether `numeric` holds the number whatever its digits: it allows 131,072 before and 16,383 behind the point.
    fileprivate var fitsNumeric: Bool {
        guard text.utf8.count <= 1000 else { return false }
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return true }
        guard let exponent = Int(text[text.index(after: mark)...].drop { $0 == "+" }) else { return false }
        return (-10_000...10_000).contains(exponent)
    }
}
