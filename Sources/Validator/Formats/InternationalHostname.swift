import CIDN2

/// `idn-hostname`: RFC 5890, section 2.3.2.3, with the code point, context and direction rules of RFC 5892 and 5893.
///
/// libidn2's registration check decides on one label at a time; it asks for what RFC 5891, section 4, asks for.
enum InternationalHostname {
    /// Labels are parted by a full stop or one of the three that IDNA2003 takes for it.
    static func isHostname(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        var index = 0
        var total = 0
        while index < text.count {
            let (scalar, next) = text.scalar(at: index)
            if isSeparator(scalar) {
                guard let length = asciiLength(ofLabel: text.part(start..<index)) else { return false }
                total += length + 1
                start = next
            }
            index = next
        }
        guard let length = asciiLength(ofLabel: text.part(start..<text.count)) else { return false }
        return total + length <= 253
    }

    /// Whether a label `xn--…` decodes to a valid U-label that encodes to the same again.
    static func isALabel(_ label: UnsafeBufferPointer<UInt8>) -> Bool {
        withLowercaseCString(label) { idn2_register_u8(nil, $0, nil, 0) == 0 } ?? false
    }

    private static func isSeparator(_ scalar: UInt32) -> Bool {
        scalar == 0x2E || scalar == 0x3002 || scalar == 0xFF0E || scalar == 0xFF61
    }

    /// The length of a label's ASCII form; nil when the label is not valid.
    private static func asciiLength(ofLabel label: UnsafeBufferPointer<UInt8>) -> Int? {
        if label.allSatisfy({ $0 < 0x80 }) { return HostnameFormat.isLabel(label) ? label.count : nil }
        // 63 bytes of Punycode cannot hold more than 59 scalars of four bytes.
        guard label.count <= 236, !label.contains(0) else { return nil }
        return withCString(label) { text in
            var encoded: UnsafeMutablePointer<UInt8>?
            guard idn2_register_u8(text, nil, &encoded, 0) == 0, let encoded else { return nil }
            defer { idn2_free(encoded) }
            var length = 0
            while encoded[length] != 0 { length += 1 }
            return length
        }
    }

    /// Calls a function with a copy of the label that ends with a zero byte.
    private static func withCString<Result>(
        _ label: UnsafeBufferPointer<UInt8>, _ body: (UnsafeMutablePointer<UInt8>) -> Result?
    ) -> Result? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: label.count + 1) { copy in
            guard let base = copy.baseAddress else { return nil }
            _ = copy.update(fromContentsOf: label)
            copy[label.count] = 0
            return body(base)
        }
    }

    private static func withLowercaseCString<Result>(
        _ label: UnsafeBufferPointer<UInt8>, _ body: (UnsafeMutablePointer<UInt8>) -> Result?
    ) -> Result? {
        withCString(label) { copy in
            for index in 0..<label.count where copy[index].isASCIILetter { copy[index] |= 0x20 }
            return body(copy)
        }
    }
}
