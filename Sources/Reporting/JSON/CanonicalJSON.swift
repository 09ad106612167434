import Validator

/// JSON in one canonical form, as RFC 8785 (JSON Canonicalization Scheme) defines it.
///
/// Whole numbers are written with the text they have, all others as ECMAScript writes them (section 3.2.2.3): a database
/// that kept the document may have written them in another way.
public enum CanonicalJSON {
    /// The document's bytes in UTF-8: no spaces, names ordered by their UTF-16 code units.
    public static func bytes(of value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        write(value, to: &bytes)
        return bytes
    }

    private static func write(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: text(of: number).utf8)
        case .string(let text): write(text, to: &bytes)
        case .array(let items): write(items, "[", "]", to: &bytes) { write($0, to: &$1) }
        case .object(let object):
            let members = object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
            write(members, "{", "}", to: &bytes) { member, bytes in
                write(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                write(member.value, to: &bytes)
            }
        }
    }

    private static func text(of number: JSONNumber) -> String {
        Int(number.text) != nil ? number.text : ECMAScriptNumber.text(of: number.double) ?? number.text
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to bytes: inout [UInt8],
        element: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(contentsOf: open.utf8)
        for (index, next) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            element(next, &bytes)
        }
        bytes.append(contentsOf: close.utf8)
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
            case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
            case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
            case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
            case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
            case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
            case 0..<0x20:
                bytes.append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
                bytes.append(contentsOf: String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
