/// `uri-template`: RFC 6570, section 2, of all four levels.
enum URITemplateFormat {
    static func isTemplate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "{"):
                guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else { return false }
                guard isExpression(text.part(index + 1..<close)) else { return false }
                index = close + 1
            case UInt8(ascii: "%"):
                guard text.hasPercentEncoding(at: index) else { return false }
                index += 3
            default:
                let (scalar, next) = text.scalar(at: index)
                guard isLiteral(scalar) else { return false }
                index = next
            }
        }
        return true
    }

    /// `literals` (section 2.1, with erratum 6937, which adds the apostrophe) without the percent sign.
    private static func isLiteral(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x21, 0x23, 0x24, 0x26...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
        default: URIFormat.isUniversal(scalar) || URIFormat.isPrivate(scalar)
        }
    }

    /// What stands between the braces: an optional operator and variables with commas between them.
    private static func isExpression(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        let variables = isOperator(first) ? text.part(1..<text.count) : text
        return variables.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .allSatisfy { isVariable(UnsafeBufferPointer(rebasing: $0)) }
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        "+#./;?&=,!@|".utf8.contains(byte)
    }

    /// `varname` with an optional explode sign or a prefix length of up to four digits.
    private static func isVariable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.last == UInt8(ascii: "*") { return isName(text.part(0..<text.count - 1)) }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return isName(text) }
        let length = text.part(colon + 1..<text.count)
        return isName(text.part(0..<colon)) && 1...4 ~= length.count && length.allSatisfy(\.isASCIIDigit)
            && length[0] != UInt8(ascii: "0")
    }

    private static func isName(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        var needsCharacter = true
        while index < text.count {
            if text[index].isASCIIAlphanumeric || text[index] == UInt8(ascii: "_") {
                index += 1
                needsCharacter = false
            } else if text.hasPercentEncoding(at: index) {
                index += 3
                needsCharacter = false
            } else {
                guard text[index] == UInt8(ascii: "."), !needsCharacter else { return false }
                index += 1
                needsCharacter = true
            }
        }
        return !needsCharacter
    }
}
