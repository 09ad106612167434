/// Judges messages by a compiled schema. Not thread-safe: one for each thread; the program is shared.
public final class SchemaEvaluator {
    /// What is judged by.
    public let program: SchemaProgram
    /// The most errors that one message reports.
    public let maximumErrors: Int
    /// Whether the last call of ``errors(in:)`` left errors out because there were too many.
    public var isTruncated: Bool { evaluator.isTruncated }
    /// Whether the last call of ``errors(in:)`` did not look at the whole message, because references led deeper than
    /// the stack allows or alternatives took too many steps; unless ``isTruncated``, one of the errors is undecided then.
    public var hasGivenUp: Bool { evaluator.hasGivenUp }

    private var evaluator: Evaluator

    /// An evaluator that reports at most `maximumErrors` for a message.
    public init(_ program: SchemaProgram, maximumErrors: Int = 100) {
        self.program = program
        self.maximumErrors = max(maximumErrors, 1)
        evaluator = Evaluator(program)
    }

    /// Whether the message is valid: the fast pass. False also where a keyword could not be decided.
    public func isValid(_ message: JSONNode) -> Bool { evaluator.isValid(message) }

    /// Every reason why the message is invalid, in the order of the schema; none where it is valid.
    public func errors(in message: JSONNode) -> [ValidationError] {
        let findings = evaluator.collect(message, limit: maximumErrors)
        return FindingDescriber(program: program, message: message).describe(findings)
    }
}
