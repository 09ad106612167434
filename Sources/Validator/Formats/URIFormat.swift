/// `uri` and `uri-reference` (RFC 3986, appendix A), `iri` and `iri-reference` (RFC 3987, section 2.2).
struct URIFormat {
    /// Whether the characters that RFC 3987 adds are allowed.
    let international: Bool

    /// `URI`, which has a scheme and may have a fragment.
    func isAbsolute(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let end = endOfScheme(text) else { return false }
        return isHierarchyAndRest(text.part(end..<text.count))
    }

    /// `URI-reference`: a `URI` or a `relative-ref`, whose first segment has no colon.
    func isReference(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let end = endOfScheme(text) { return isHierarchyAndRest(text.part(end..<text.count)) }
        for byte in text {
            if byte == UInt8(ascii: ":") { return false }
            if Self.endsSegment(byte) { break }
        }
        return isHierarchyAndRest(text)
    }

    /// The index behind `scheme ":"`.
    @inline(__always)
    private func endOfScheme(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text.count > 1, text[0].isASCIILetter else { return nil }
        for index in 1..<text.count {
            switch text[index] {
            case UInt8(ascii: ":"): return index + 1
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            case let byte where byte.isASCIIAlphanumeric: continue
            default: return nil
            }
        }
        return nil
    }

    @inline(__always)
    private static func endsSegment(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    /// `[ "//" authority ] path [ "?" query ] [ "#" fragment ]`.
    private func isHierarchyAndRest(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        if text.count >= 2, text[0] == UInt8(ascii: "/"), text[1] == UInt8(ascii: "/") {
            index = 2
            while index < text.count, !Self.endsSegment(text[index]) { index += 1 }
            guard isAuthority(text.part(2..<index)) else { return false }
        }
        index = scan(text, from: index, .path)
        if index < text.count, text[index] == UInt8(ascii: "?") { index = scan(text, from: index + 1, .query) }
        if index < text.count, text[index] == UInt8(ascii: "#") { index = scan(text, from: index + 1, .fragment) }
        return index == text.count
    }

    /// `[ userinfo "@" ] host [ ":" port ]`.
    private func isAuthority(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = scan(text, from: 0, .userInfo)
        start = start < text.count && text[start] == UInt8(ascii: "@") ? start + 1 : 0
        var index = start
        if index < text.count, text[index] == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return false }
            guard isLiteralAddress(text.part(index + 1..<close)) else { return false }
            index = close + 1
        } else {
            index = scan(text, from: index, .registeredName)
        }
        guard index < text.count else { return true }
        guard text[index] == UInt8(ascii: ":") else { return false }
        return text[(index + 1)...].allSatisfy(\.isASCIIDigit)
    }

    /// What stands between `[` and `]`: `IPv6address` or `IPvFuture`.
    private func isLiteralAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, first | 0x20 == UInt8(ascii: "v") else { return IPAddressFormat.isVersion6(text) }
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > 1, dot + 1 < text.count else { return false }
        return text[1..<dot].allSatisfy(\.isASCIIHexDigit)
            && text[(dot + 1)...].allSatisfy {
                Self.parts(allowing: $0) & Part.userInfo.rawValue != 0 && $0 != UInt8(ascii: "%")
            }
    }
}
