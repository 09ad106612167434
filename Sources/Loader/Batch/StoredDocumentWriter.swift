import Validator

/// Writes a JSON document piece by piece, as `jsonb` can hold it.
///
/// U+0000 becomes U+FFFD, a number beyond the range of `numeric` its text, and what lies more than 500 levels deep
/// `null`. PostgreSQL refuses each of them, and an entry of the quarantine must never be refused.
struct StoredDocumentWriter {
    /// Levels that `jsonb` surely reads without running out of stack.
    private static let maximumDepth = 500

    /// What was written so far.
    private(set) var bytes: [UInt8] = []
    private var depth = 0
    private var needsComma = false

    init() { bytes.reserveCapacity(512) }

    // MARK: Containers

    /// Begins an object; false, with `null` written, where it lies too deep.
    mutating func beginObject() -> Bool { begin(UInt8(ascii: "{")) }

    mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Begins an array; false, with `null` written, where it lies too deep.
    mutating func beginArray() -> Bool { begin(UInt8(ascii: "[")) }

    mutating func endArray() { end(UInt8(ascii: "]")) }

    private mutating func begin(_ bracket: UInt8) -> Bool {
        guard depth < Self.maximumDepth else {
            null()
            return false
        }
        depth += 1
        separate()
        bytes.append(bracket)
        needsComma = false
        return true
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        bytes.append(bracket)
        needsComma = true
    }

    /// Writes a member's name; its value comes next.
    mutating func name(_ text: UnsafeBufferPointer<UInt8>) {
        string(text)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member's name; its value comes next.
    mutating func name(_ text: String) {
        var text = text
        text.withUTF8 { name($0) }
    }

    mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        int(value)
    }

    // MARK: Scalars

    mutating func null() { raw("null") }

    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func int(_ value: Int) { raw(String(value)) }

    /// Writes a number as it stands in its document.
    mutating func number(_ text: UnsafeBufferPointer<UInt8>) {
        guard Self.fitsNumeric(text) else { return string(text) }
        separate()
        bytes.append(contentsOf: text)
    }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string($0) }
    }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for index in text.indices where Self.mustBeEscaped(text[index]) {
            bytes.append(contentsOf: text[start..<index])
            escape(text[index])
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole document.
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .number(let number):
            var text = number.text
            text.withUTF8 { self.number($0) }
        case .string(let text): string(text)
        case .array(let items):
            guard beginArray() else { return }
            for item in items { self.value(item) }
            endArray()
        case .object(let object):
            guard beginObject() else { return }
            for member in object.members {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    // MARK: What jsonb takes

    /// RFC 8259, section 7.
    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0: bytes.append(contentsOf: "\u{FFFD}".utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        default:
            bytes.append(contentsOf: #"\u00"#.utf8)
            bytes.append(Hexadecimal.digit(byte >> 4))
            bytes.append(Hexadecimal.digit(byte & 15))
        }
    }

    /// Whether `numeric` holds the number whatever its digits: it allows 131,072 before and 16,383 behind the point.
    private static func fitsNumeric(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 1000 else { return false }
        guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return true }
        guard let exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) else { return false }
        return (-10_000...10_000).contains(exponent)
    }
}
