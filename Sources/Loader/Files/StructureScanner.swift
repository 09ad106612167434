/// Finds the end of one JSON value by its brackets and quotes, in bytes that come piece by piece.
///
/// It is stricter than it needs to be to find the end: `isBroken` says that commas, colons, keys or literals are not
/// where JSON wants them, though the brackets still match.
struct StructureScanner {
    /// What a look at some bytes has found.
    enum Step: Hashable {
        /// The value goes on behind these bytes.
        case more
        /// The value ends before this index.
        case complete(Int)
        /// Nothing tells where the value ends: a bracket that closes another kind, a line break inside a string.
        case unsplittable(Int)
    }

    private enum Mode { case structure, string, escape, scalar }
    private enum Expectation { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

    /// Deeper nesting than this is taken for rubbish.
    static let maxDepth = 1 << 20

    /// Whether the value cannot be JSON, though it may still have an end.
    private(set) var isBroken = false
    private var mode = Mode.structure
    private var expectation = Expectation.value
    private var depth = 0
    /// One bit for each open bracket: 1 for an object.
    private var objects: [UInt64] = []

    /// Whether the value is complete if no byte follows: a number or a literal at the top.
    var isCompleteAtEnd: Bool { mode == .scalar && depth == 0 }

    /// Looks at `bytes` from `start` on; the first look begins at the value's first byte.
    mutating func advance(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Step {
        var index = start
        while index < bytes.count {
            switch mode {
            case .string:
                index = skipText(bytes, from: index)
                guard index < bytes.count else { return .more }
                if bytes[index] == 0x0A || bytes[index] == 0x0D { return fail(index) }
                index += 1
                if mode == .structure, depth == 0 { return .complete(index) }
            case .escape:
                if bytes[index] < 0x20 { return fail(index) }
                mode = .string
                index += 1
            case .scalar:
                while index < bytes.count, CharacterClass.isScalar(bytes[index]) {
                    if !CharacterClass.isLiteral(bytes[index]) { isBroken = true }
                    index += 1
                }
                guard index < bytes.count else { return .more }
                mode = .structure
                if depth == 0 { return .complete(index) }
            case .structure:
                let byte = bytes[index]
                if !Blank.contains(byte), !take(byte) { return fail(index) }
                if mode != .scalar { index += 1 }
                if depth == 0, mode == .structure { return .complete(index) }
            }
        }
        return .more
    }

    private mutating func fail(_ index: Int) -> Step {
        isBroken = true
        return .unsplittable(index)
    }

    /// Goes to the next byte of a string that is not plain text, and enters the mode that it asks for.
    private mutating func skipText(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                mode = .structure
                return index
            }
            if byte == UInt8(ascii: "\\") {
                mode = .escape
                return index
            }
            if byte < 0x20 {
                isBroken = true
                if byte == 0x0A || byte == 0x0D { return index }
            }
            index += 1
        }
        return index
    }

    /// Takes one byte outside strings; false where the brackets do not match.
    private mutating func take(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"):
            return open(isObject: true)
        case UInt8(ascii: "["):
            return open(isObject: false)
        case UInt8(ascii: "}"):
            return close(isObject: true)
        case UInt8(ascii: "]"):
            return close(isObject: false)
        case UInt8(ascii: ":"):
            expect(expectation == .colon)
            expectation = .value
            return depth > 0
        case UInt8(ascii: ","):
            expect(expectation == .commaOrEnd)
            expectation = isInObject ? .key : .value
            return depth > 0
        case UInt8(ascii: "\""):
            takeString()
        default:
            takeValue()
            mode = .scalar
        }
        return true
    }

    private mutating func expect(_ isExpected: Bool) {
        if !isExpected { isBroken = true }
    }

    private mutating func takeValue() {
        expect(expectation == .value || expectation == .valueOrEnd)
        expectation = .commaOrEnd
    }

    private mutating func takeString() {
        mode = .string
        if expectation == .key || expectation == .keyOrEnd {
            expectation = .colon
        } else {
            takeValue()
        }
    }

    private var isInObject: Bool {
        depth > 0 && objects[(depth - 1) >> 6] >> UInt64((depth - 1) & 63) & 1 == 1
    }

    private mutating func open(isObject: Bool) -> Bool {
        guard depth < Self.maxDepth else { return false }
        takeValue()
        if depth >> 6 == objects.count { objects.append(0) }
        let bit: UInt64 = 1 << UInt64(depth & 63)
        if isObject { objects[depth >> 6] |= bit } else { objects[depth >> 6] &= ~bit }
        depth += 1
        expectation = isObject ? .keyOrEnd : .valueOrEnd
        return true
    }

    private mutating func close(isObject: Bool) -> Bool {
        guard depth > 0, isInObject == isObject else { return false }
        expect(expectation == .commaOrEnd || expectation == (isObject ? .keyOrEnd : .valueOrEnd))
        depth -= 1
        expectation = .commaOrEnd
        return true
    }
}
