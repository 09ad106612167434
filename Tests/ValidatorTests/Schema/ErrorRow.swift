import Testing
import Validator

/// A schema, a message, and every error that the message must have, word for word.
struct ErrorRow: CustomTestStringConvertible, Sendable {
    let name: String
    let schema: String
    let message: String
    let options: SchemaOptions
    /// Two lines each: keyword, places in the message and in the schema, bytes, line:column; then the sentence.
    let errors: [String]

    init(
        _ name: String, schema: String, message: String, options: SchemaOptions = SchemaOptions(), errors: [String] = []
    ) {
        self.name = name
        self.schema = schema
        self.message = message
        self.options = options
        self.errors = errors
    }

    var testDescription: String { name }

    /// Judges the message with both passes and expects exactly these errors, in this order, each time.
    func check() throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: JSONValue.parse(schema), options: options))
        try evaluator.judge(message) { isValid, found in
            #expect(found.map(\.summary) == errors)
            #expect(isValid == errors.isEmpty)
        }
        try evaluator.judge(message) { _, again in #expect(again.map(\.summary) == errors) }
        #expect(!evaluator.isTruncated)
    }
}

extension SchemaEvaluator {
    /// Parses a message and gives the verdict of both passes to `body`.
    func judge<Result>(
        _ message: String, _ body: (_ isValid: Bool, _ errors: [ValidationError]) throws -> Result
    ) throws -> Result {
        let parser = JSONParser()
        return try Array(message.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            return try body(isValid(node), errors(in: node))
        }
    }

    /// Whether the message is valid; the passes must agree.
    func accepts(_ message: String) throws -> Bool {
        try judge(message) { isValid, errors in
            #expect(errors.isEmpty == isValid, "the passes disagree")
            return isValid
        }
    }

    /// All errors of the message.
    func errors(of message: String) throws -> [ValidationError] { try judge(message) { $1 } }
}

extension SchemaProgram {
    /// Compiles a schema's text.
    convenience init(_ schema: String, options: SchemaOptions = SchemaOptions()) throws {
        try self.init(compiling: JSONValue.parse(schema), options: options)
    }
}

extension ValidationError {
    /// The error's places and its sentence.
    var summary: String {
        """
        \(keyword) of "\(instancePointer)" by \(keywordLocation) at \(absoluteKeywordLocation), \
        bytes \(offset)..<\(endOffset), \(line):\(column)
        \(message)
        """
    }
}
