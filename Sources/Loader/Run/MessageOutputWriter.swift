import Validator

/// Judges messages once more to tell all about them; never their values, nor names that the schema does not write.
struct MessageOutputWriter {
    private let output: MessageOutput
    private let parser: JSONParser
    private let evaluator: OutputEvaluator

    init?(_ request: RunRequest, program: SchemaProgram) {
        guard let output = request.output else { return nil }
        self.output = output
        parser = JSONParser(allowsDuplicateNames: request.allowsDuplicateNames)
        evaluator = OutputEvaluator(program)
    }

    /// Writes the outputs of a block's first `count` messages.
    func write(_ block: MessageBlock, count: Int) {
        var lines = ""
        for slice in block.messages.prefix(count) { lines += line(slice, of: block).serialized() + "\n" }
        output.write(lines)
    }

    private func line(_ slice: MessageSlice, of block: MessageBlock) -> JSONValue {
        if let problem = slice.problem { return unreadable(Self.sentence(problem)) }
        do throws(JSONSyntaxError) {
            return evaluator.output(output.format, for: try parser.parse(block.bytes(of: slice)))
        } catch {
            return unreadable(error.message)
        }
    }

    private func unreadable(_ sentence: String) -> JSONValue {
        OutputUnit.unreadable(sentence).rendered(as: output.format)
    }

    private static func sentence(_ problem: MessageSlice.Problem) -> String {
        switch problem {
        case .tooLarge(let length): "The message has \(length) bytes, more than is taken."
        case .truncated: "The input ends inside the message."
        }
    }
}
