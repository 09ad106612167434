/// Replaces the escapes of JSON strings (RFC 8259, section 7) by what they stand for.
enum StringEscapes {
    /// What became of a string's content.
    struct Result {
        /// The bytes written.
        var count = 0
        /// Whether U+0000 is among the characters.
        var hasNull = false
        /// Whether an escape stands for a character above U+007F.
        var isNonASCII = false
    }

    /// Writes the content to `target`, which has room for as many bytes as `source`; nil where an escape is wrong.
    static func decode(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Result? {
        var result = Result()
        var index = 0
        while index < source.count {
            guard source[index] == UInt8(ascii: "\\") else {
                target[result.count] = source[index]
                result.count += 1
                index += 1
                continue
            }
            guard case .success(let escape) = read(source, at: index) else { return nil }
            index += escape.length
            result.hasNull = result.hasNull || escape.scalar.value == 0
            result.isNonASCII = result.isNonASCII || !escape.scalar.isASCII
            for byte in UTF8.encode(escape.scalar).unsafelyUnwrapped {
                target[result.count] = byte
                result.count += 1
            }
        }
        return result
    }

    /// What a wrong escape is, and at which byte.
    struct Failure: Error {
        let code: JSONSyntaxError.Code
        let offset: Int
    }

    /// The character that the escape at `index` stands for, and the escape's length.
    static func read(
        _ source: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Swift.Result<(scalar: Unicode.Scalar, length: Int), Failure> {
        let letter = index + 1 < source.count ? source[index + 1] : 0
        let simple: Unicode.Scalar
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): simple = Unicode.Scalar(letter)
        case UInt8(ascii: "b"): simple = "\u{8}"
        case UInt8(ascii: "f"): simple = "\u{C}"
        case UInt8(ascii: "n"): simple = "\n"
        case UInt8(ascii: "r"): simple = "\r"
        case UInt8(ascii: "t"): simple = "\t"
        case UInt8(ascii: "u"): return codePoint(source, at: index)
        default: return .failure(Failure(code: .invalidEscape, offset: index))
        }
        return .success((simple, 2))
    }

    private static func codePoint(
        _ source: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Swift.Result<(scalar: Unicode.Scalar, length: Int), Failure> {
        guard let unit = hexadecimal(source, at: index) else {
            return .failure(Failure(code: .invalidEscape, offset: index))
        }
        if let scalar = Unicode.Scalar(unit) { return .success((scalar, 6)) }
        guard unit < 0xDC00, let low = hexadecimal(source, at: index + 6), low >= 0xDC00, low <= 0xDFFF,
            let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
        else { return .failure(Failure(code: .loneSurrogate, offset: index)) }
        return .success((scalar, 12))
    }

    /// The value of `\uXXXX` at `index`; nil where that is not what stands there.
    private static func hexadecimal(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
        guard index + 6 <= source.count, source[index] == UInt8(ascii: "\\"), source[index + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for byte in source[index + 2..<index + 6] {
            switch byte {
            case 0x30...0x39: value = (value << 4) | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = (value << 4) | (UInt32(byte | 0x20) - 0x57)
            default: return nil
            }
        }
        return value
    }
}
