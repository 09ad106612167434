/// What is fuzzed: a function of bytes that says which promise an input breaks, and nil where all are kept.
///
/// Both `scripts/fuzz`, with libFuzzer and for as long as wanted, and the tests, with a few thousand mutations of the
/// corpus, call these functions. An input that ends in a crash or breaks a promise becomes a part of the corpus.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// The JSON parser, against Foundation's.
    case json
    /// The evaluator's two passes, against each other.
    case evaluator
    /// The compiler of schemas, on any JSON in every draft.
    case compiler
    /// Regular expressions as byte programs and on PCRE2.
    case pattern

    /// Judges one input; the result names the promise that it breaks.
    public func run(_ bytes: [UInt8]) -> String? {
        switch self {
        case .json: fuzzJSON(bytes)
        case .evaluator: fuzzEvaluator(bytes)
        case .compiler: fuzzCompiler(bytes)
        case .pattern: fuzzPattern(bytes)
        }
    }
}
