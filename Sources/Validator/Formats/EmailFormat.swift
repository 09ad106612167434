/// `email`: a `Mailbox` of RFC 5321, section 4.1.2; `idn-email`: the same with the extensions of RFC 6531, section 3.3.
enum EmailFormat {
    static func isMailbox(_ text: UnsafeBufferPointer<UInt8>, international: Bool) -> Bool {
        guard text.count >= 3 else { return false }
        let isQuoted = text[0] == UInt8(ascii: "\"")
        let end = isQuoted ? endOfQuotedString(text, international) : endOfDotString(text, international)
        // 64 and 255 bytes: RFC 5321, section 4.5.3.1.
        guard let end, end <= 64, end + 1 < text.count, text[end] == UInt8(ascii: "@") else { return false }
        let domain = text.part(end + 1..<text.count)
        if domain[0] == UInt8(ascii: "[") { return isAddressLiteral(domain) }
        return international ? InternationalHostname.isHostname(domain) : HostnameFormat.isHostname(domain)
    }

    /// `Dot-string`: atoms with single dots between them.
    private static func endOfDotString(_ text: UnsafeBufferPointer<UInt8>, _ international: Bool) -> Int? {
        var index = 0
        var atomStart = 0
        while index < text.count {
            if text[index] == UInt8(ascii: ".") {
                guard index > atomStart else { return nil }
                atomStart = index + 1
            } else if !isAtomText(text[index], international) {
                break
            }
            index += 1
        }
        return index > atomStart ? index : nil
    }

    /// `Quoted-string`; the index behind its closing quote.
    private static func endOfQuotedString(_ text: UnsafeBufferPointer<UInt8>, _ international: Bool) -> Int? {
        var index = 1
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"):
                guard index + 1 < text.count, 0x20...0x7E ~= text[index + 1] else { return nil }
                index += 2
            case 0x20...0x7E: index += 1
            case 0x80...: if international { index += 1 } else { return nil }
            default: return nil
            }
        }
        return nil
    }

    /// `atext` of RFC 5322, section 3.2.3.
    @inline(__always)
    private static func isAtomText(_ byte: UInt8, _ international: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"),
            UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"),
            UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"),
            UInt8(ascii: "~"):
            true
        case 0x80...: international
        default: false
        }
    }

    /// `address-literal` (section 4.1.3): IPv4, `IPv6:` and an address, or another tag and its content.
    private static func isAddressLiteral(_ domain: UnsafeBufferPointer<UInt8>) -> Bool {
        guard domain.count >= 3, domain[domain.count - 1] == UInt8(ascii: "]") else { return false }
        let content = domain.part(1..<domain.count - 1)
        guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else {
            return IPAddressFormat.isVersion4(content)
        }
        let value = content.part(colon + 1..<content.count)
        if isVersion6Tag(content.part(0..<colon)) {
            return IPAddressFormat.isVersion6(value)
        }
        return HostnameFormat.isLabel(content.part(0..<colon)) && !value.isEmpty
            && value.allSatisfy { 33...90 ~= $0 || 94...126 ~= $0 }
    }

    /// `IPv6` in letters of any case.
    private static func isVersion6Tag(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
        tag.elementsEqual("ipv6".utf8) { $1.isASCIILetter ? $0 | 0x20 == $1 : $0 == $1 }
    }
}
