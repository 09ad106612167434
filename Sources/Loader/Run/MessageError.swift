import Validator

/// One reason why a message was refused, whoever found it: the parser, the schema, a column, the database.
///
/// Never a value of the message.
struct MessageError: Hashable, Sendable {
    /// The checks that it breaks, as the run's catalog counts them.
    var checks: [Int]
    /// The keyword or the code of what was broken: `required`, `json.invalidNumber`, `column.tooLong`.
    var keyword: String
    /// The place in the message.
    var pointer: String
    /// The declared fields whose values it refuses, or which it misses.
    var fields: [String] = []
    /// The keyword's place in the schema; nil where it was no keyword.
    var keywordLocation: String?
    /// The keyword's place in its own document, where a reference leads to it.
    var absoluteKeywordLocation: String?
    /// The place in the input.
    var line: Int
    var column: Int
    var offset: Int
    var endOffset: Int
    /// One sentence.
    var message: String
    var expected: String?
    var kind: JSONKind?
    var length: Int?
    /// Whether the check gave up, so that nobody knows what it would have said.
    var isUndecided = false
    /// Where values may have been refused without an error of their own.
    var doubt = Doubt.nowhere
    /// Whether the message may be as it should: the database, or the program itself, could not take it.
    var isDelivery = false

    /// Where it is not known which values the schema accepts.
    enum Doubt: Hashable, Sendable {
        case nowhere
        /// At the error's place and below: of alternatives only the closest one's errors are told.
        case atItsPlace
        /// In the whole message: it could not be read, or has more errors than are told.
        case everywhere
    }
}

extension MessageError {
    /// Writes the error as `audit.quarantine.errors` keeps it.
    func write(to writer: inout StoredDocumentWriter) {
        guard writer.beginObject() else { return }
        writer.member("keyword", keyword)
        if isDelivery { writer.member("kind", "delivery") }
        writer.member("pointer", pointer)
        writer.member("message", message)
        writer.member("line", line)
        writer.member("column", column)
        writer.member("offset", offset)
        writer.member("end_offset", endOffset)
        if let expected { writer.member("expected", expected) }
        if let keywordLocation { writer.member("keyword_location", keywordLocation) }
        if let absoluteKeywordLocation { writer.member("absolute_keyword_location", absoluteKeywordLocation) }
        writeActual(to: &writer)
        writer.endObject()
    }

    private func writeActual(to writer: inout StoredDocumentWriter) {
        guard let kind else { return }
        writer.name("actual")
        guard writer.beginObject() else { return }
        writer.member("kind", kind.rawValue)
        if let length { writer.member("length", length) }
        writer.endObject()
    }

    /// Places an error that was found inside a message into the input that the message stands in.
    init(
        checks: [Int], keyword: String, pointer: String, line: Int, column: Int, offset: Int, endOffset: Int,
        message: String, within slice: MessageSlice
    ) {
        self.init(
            checks: checks, keyword: keyword, pointer: pointer, line: slice.line + line - 1,
            column: line == 1 ? slice.column + column - 1 : column, offset: slice.offset + offset,
            endOffset: slice.offset + endOffset, message: message)
    }

    /// What the parser says.
    init(_ error: JSONSyntaxError, check: Int, within slice: MessageSlice) {
        self.init(
            checks: [check], keyword: "json.\(error.code.rawValue)", pointer: "", line: error.line,
            column: error.column, offset: error.offset, endOffset: error.offset, message: error.message, within: slice)
        doubt = .everywhere
    }

    /// What the schema says.
    init(_ error: ValidationError, firstCheck: Int, within slice: MessageSlice) {
        self.init(
            checks: error.checks.map { firstCheck + $0 }, keyword: error.keyword, pointer: error.instancePointer,
            line: error.line, column: error.column, offset: error.offset, endOffset: error.endOffset,
            message: error.message, within: slice)
        keywordLocation = error.keywordLocation
        if error.isBehindReference { absoluteKeywordLocation = error.absoluteKeywordLocation }
        if Self.wholes.contains(error.keyword) { doubt = .atItsPlace }
        isUndecided = error.isUndecided
        if error.isUndecided { doubt = .everywhere }
        expected = error.expected
        kind = error.actual.kind
        length = error.actual.length
    }

    /// The keywords that refuse a value as a whole: what of it they refuse is not told, or not all of it.
    private static let wholes: Set<String> = [
        "anyOf", "oneOf", "not", "contains", "minContains", "maxContains", "enum", "const", "false schema",
    ]
}
