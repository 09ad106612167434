/// An exact, slow parser without a tape: says what is wrong first with a text and at which byte.
///
/// It runs only for texts that the fast parser refused, and as its judge in tests.
struct JSONDiagnosis {
    private let text: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private var index = 0
    /// The closing brackets that are due.
    private var open: [UInt8] = []

    init(_ text: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.text = text
        self.maximumDepth = maximumDepth
    }

    /// The first error; nil where the text is one JSON value. Duplicate names are no error here.
    mutating func firstError() -> JSONSyntaxError? {
        if let invalid = UTF8Validation.firstInvalidByte(text) {
            if let earlier = structuralFailure(), earlier.offset < invalid { return failure(earlier) }
            return JSONSyntaxError(.invalidUTF8, at: invalid, in: text)
        }
        return structuralFailure().map(failure)
    }

    private typealias Failure = StringEscapes.Failure

    private func failure(_ failure: Failure) -> JSONSyntaxError {
        JSONSyntaxError(failure.code, at: failure.offset, in: text)
    }

    private mutating func structuralFailure() -> Failure? {
        do throws(Failure) { try document() } catch { return error }
        return nil
    }

    private mutating func document() throws(Failure) {
        index = 0
        open = []
        skipSpace()
        guard index < text.count else { throw Failure(code: .empty, offset: 0) }
        repeat {
            if try value() { continue }
            try closeOrContinue()
        } while !open.isEmpty
        skipSpace()
        if index < text.count { throw Failure(code: .trailingContent, offset: index) }
    }

    /// Reads a value, or the beginning of a container that is not empty; true where a value is due next.
    private mutating func value() throws(Failure) -> Bool {
        skipSpace()
        switch try byte() {
        case UInt8(ascii: "{"): return try container(closing: UInt8(ascii: "}"))
        case UInt8(ascii: "["): return try container(closing: UInt8(ascii: "]"))
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): try literal()
        default: throw Failure(code: .expectedValue, offset: index)
        }
        return false
    }

    private mutating func container(closing: UInt8) throws(Failure) -> Bool {
        guard open.count < maximumDepth else { throw Failure(code: .tooDeep, offset: index) }
        index += 1
        skipSpace()
        if try byte() == closing {
            index += 1
            return false
        }
        open.append(closing)
        if closing == UInt8(ascii: "}") { try name() }
        return true
    }

    /// After a value: the comma and what must follow it, or closing brackets.
    private mutating func closeOrContinue() throws(Failure) {
        while let closing = open.last {
            skipSpace()
            let next = try byte()
            if next == closing {
                index += 1
                open.removeLast()
            } else if next == UInt8(ascii: ",") {
                index += 1
                if closing == UInt8(ascii: "}") { try name() }
                return
            } else {
                throw Failure(code: .expectedCommaOrEnd, offset: index)
            }
        }
    }

    private mutating func name() throws(Failure) {
        skipSpace()
        guard try byte() == UInt8(ascii: "\"") else {
            throw Failure(code: .expectedName, offset: index)
        }
        try string()
        skipSpace()
        guard try byte() == UInt8(ascii: ":") else {
            throw Failure(code: .expectedColon, offset: index)
        }
        index += 1
    }

    private mutating func string() throws(Failure) {
        index += 1
        while true {
            let next = try byte()
            switch next {
            case UInt8(ascii: "\""):
                index += 1
                return
            case UInt8(ascii: "\\"):
                guard index + 1 < text.count else { throw Failure(code: .unexpectedEnd, offset: text.count) }
                switch StringEscapes.read(text, at: index) {
                case .success(let escape): index += escape.length
                case .failure(let failure): throw failure
                }
            case 0..<0x20: throw Failure(code: .controlCharacter, offset: index)
            default: index += 1
            }
        }
    }

    private mutating func number() throws(Failure) {
        let start = index
        while index < text.count, isNumberByte(text[index]) { index += 1 }
        guard JSONNumber.decompose(UnsafeBufferPointer(rebasing: text[start..<index])) != nil else {
            let isCut = index == text.count && !(0x30...0x39).contains(text[index - 1])
            throw isCut
                ? Failure(code: .unexpectedEnd, offset: index) : Failure(code: .invalidNumber, offset: start)
        }
    }

    private func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func literal() throws(Failure) {
        let start = index
        while index < text.count, text[index] | 0x20 >= 0x61, text[index] | 0x20 <= 0x7A { index += 1 }
        let word = text[start..<index]
        let literals = ["true", "false", "null"]
        if literals.contains(where: { $0.utf8.elementsEqual(word) }) { return }
        let isCut = index == text.count && literals.contains { $0.utf8.starts(with: word) }
        throw isCut
            ? Failure(code: .unexpectedEnd, offset: index) : Failure(code: .invalidLiteral, offset: start)
    }

    private func byte() throws(Failure) -> UInt8 {
        guard index < text.count else { throw Failure(code: .unexpectedEnd, offset: text.count) }
        return text[index]
    }

    private mutating func skipSpace() {
        while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
    }
}
