import Validator

/// Regular expressions: a pattern, a zero byte, a text. What runs as a program over bytes gives PCRE2's verdict.
public func fuzzPattern(_ bytes: [UInt8]) -> String? {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, bytes.count <= 4_096, let source = String(validating: parts[0], as: UTF8.self),
        let text = String(validating: parts[1], as: UTF8.self), let pattern = Judge(source)
    else { return nil }
    // A lookahead that always holds changes nothing, but only PCRE2 can run it.
    guard let other = Judge("(?=)(?:\(source))") else {
        return pattern.isSimple ? "compiles alone, but not in a group" : nil
    }
    let verdicts = (pattern.verdict(on: text), other.verdict(on: text))
    guard verdicts.0 != .undecided, verdicts.1 != .undecided else { return nil }
    return verdicts.0 == verdicts.1 ? nil : "the byte program says \(verdicts.0), PCRE2 \(verdicts.1)"
}

/// A schema that holds one pattern.
private struct Judge {
    enum Verdict { case matches, doesNotMatch, undecided }

    private let evaluator: SchemaEvaluator
    private let source: String

    init?(_ source: String) {
        guard let program = try? SchemaProgram(compiling: ["pattern": .string(source)]) else { return nil }
        evaluator = SchemaEvaluator(program)
        self.source = source
    }

    /// Whether one more group is within PCRE2's limits for sure.
    var isSimple: Bool { source.utf8.count < 100 && !source.contains("{") }

    func verdict(on text: String) -> Verdict {
        let parser = JSONParser()
        return Array(JSONValue.string(text).serialized().utf8).withUnsafeBytes { bytes in
            guard let node = try? parser.parse(bytes) else { return .undecided }
            let errors = evaluator.errors(in: node)
            return errors.isEmpty ? .matches : (errors.contains(where: \.isUndecided) ? .undecided : .doesNotMatch)
        }
    }
}
