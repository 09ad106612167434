/// `json-pointer` (RFC 6901, section 5) and `relative-json-pointer` (draft-bhutton-relative-json-pointer-00).
enum JSONPointerFormat {
    static func isPointer(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count > 0 else { return true }
        guard text[0] == UInt8(ascii: "/") else { return false }
        var index = 1
        while index < text.count {
            if text[index] == UInt8(ascii: "~") {
                index += 1
                guard index < text.count, text[index] & 0xFE == UInt8(ascii: "0") else { return false }
            }
            index += 1
        }
        return true
    }

    /// A number of levels up, an optional shift of the array index, then `#` or a pointer.
    static func isRelativePointer(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard var index = endOfNumber(text, from: 0) else { return false }
        if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
            guard let end = endOfNumber(text, from: index + 1), text[index + 1] != UInt8(ascii: "0") else {
                return false
            }
            index = end
        }
        if index + 1 == text.count, text[index] == UInt8(ascii: "#") { return true }
        return isPointer(text.part(index..<text.count))
    }

    /// The index behind an integer without sign and leading zeros.
    private static func endOfNumber(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < text.count, text[index].isASCIIDigit { index += 1 }
        guard index > start, index == start + 1 || text[start] != UInt8(ascii: "0") else { return nil }
        return index
    }
}
