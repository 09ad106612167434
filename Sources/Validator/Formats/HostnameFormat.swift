/// `hostname`: RFC 1123, section 2.1, with A-labels checked after RFC 5891.
enum HostnameFormat {
    static func isHostname(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 1, text.count <= 253 else { return false }
        var start = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                guard isLabelShape(text, start, index) else { return false }
                start = index + 1
            } else if !byte.isASCIIAlphanumeric && byte != UInt8(ascii: "-") {
                return false
            }
            index += 1
        }
        return isLabelShape(text, start, index)
    }

    /// Whether one label is letters, digits and inner hyphens, 1 to 63 bytes, and a valid A-label if it looks like one.
    static func isLabel(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") } && isLabelShape(text, 0, text.count)
    }

    @inline(__always)
    private static func isLabelShape(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let length = end - start
        guard length >= 1, length <= 63 else { return false }
        guard text[start] != UInt8(ascii: "-"), text[end - 1] != UInt8(ascii: "-") else { return false }
        guard length >= 4, text[start + 2] == UInt8(ascii: "-"), text[start + 3] == UInt8(ascii: "-"),
            text[start] | 0x20 == UInt8(ascii: "x"), text[start + 1] | 0x20 == UInt8(ascii: "n")
        else { return true }
        return InternationalHostname.isALabel(text.part(start..<end))
    }
}
