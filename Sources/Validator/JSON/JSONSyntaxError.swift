/// Why a text is not JSON (RFC 8259), or not the JSON that can be trusted between systems (RFC 7493), and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case empty, unexpectedEnd, trailingContent
        case expectedValue, expectedName, expectedColon, expectedCommaOrEnd
        case invalidLiteral, invalidNumber, invalidEscape, controlCharacter, invalidUTF8
        /// An escape such as `\ud800` that stands for half of a character.
        case loneSurrogate
        /// A name that stands twice in one object.
        case duplicateName
        /// More arrays and objects inside each other than the parser takes.
        case tooDeep
        /// More bytes than the parser takes.
        case tooLarge
        /// The fast parser refused what the exact one accepts; reported, never passed over.
        case undecided
    }

    /// What is wrong.
    public let code: Code
    /// The offending byte's offset from the start of the text.
    public let offset: Int
    /// The line of that byte, from 1.
    public let line: Int
    /// The column of that byte in characters, from 1.
    public let column: Int

    /// The error at that byte of that text.
    init(_ code: Code, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let position = TextPosition(of: offset, in: bytes)
        self.code = code
        self.offset = offset
        line = position.line
        column = position.column
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// One sentence without any of the text's content.
    public var message: String {
        switch code {
        case .empty: "The text holds no JSON value."
        case .unexpectedEnd: "The text ends inside a value."
        case .trailingContent: "Something follows the end of the value."
        case .expectedValue: "A value was expected."
        case .expectedName: "A member name in double quotes was expected."
        case .expectedColon: "A colon was expected after the member name."
        case .expectedCommaOrEnd: "A comma or the closing bracket was expected."
        case .invalidLiteral: "Only true, false and null may be written without quotes."
        case .invalidNumber: "The number is not written as JSON wants it."
        case .invalidEscape: "The escape after the backslash does not exist in JSON."
        case .controlCharacter: "A control character in a string must be escaped."
        case .invalidUTF8: "The bytes are not UTF-8."
        case .loneSurrogate: "The escape stands for half of a surrogate pair."
        case .duplicateName: "A member name stands twice in one object."
        case .tooDeep: "Arrays and objects are nested too deeply."
        case .tooLarge: "The text is too large."
        case .undecided: "The text could not be parsed."
        }
    }

    /// The sentence and the place.
    public var description: String { "line \(line), column \(column): \(message)" }
}
