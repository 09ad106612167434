import Testing
import Validator

extension SchemaProgram {
    /// The whole tree of a message.
    func tree(of message: String, showsUndeclaredNames: Bool = false) throws -> OutputUnit {
        try withMessage(message) { node in
            OutputEvaluator(self, showsUndeclaredNames: showsUndeclaredNames).tree(for: node)
        }
    }

    /// A message's output.
    func output(_ format: OutputFormat, of message: String, showsUndeclaredNames: Bool = false) throws -> JSONValue {
        try withMessage(message) { node in
            OutputEvaluator(self, showsUndeclaredNames: showsUndeclaredNames).output(format, for: node)
        }
    }

    private func withMessage<Result>(_ message: String, _ body: (JSONNode) throws -> Result) throws -> Result {
        let parser = JSONParser()
        return try Array(message.utf8).withUnsafeBytes { try body(parser.parse($0)) }
    }
}
