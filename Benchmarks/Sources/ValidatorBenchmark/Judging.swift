import Validator

/// What a loader does with each message: one parser and one evaluator for all of them.
struct Judging {
    private let parser = JSONParser()
    private let evaluator: SchemaEvaluator

    init(_ program: SchemaProgram) { evaluator = SchemaEvaluator(program) }

    /// The number of documents that are JSON.
    func parseAll(_ lines: Lines) -> Int {
        var count = 0
        for index in lines.ranges.indices where (try? parser.parse(lines.document(index))) != nil { count += 1 }
        return count
    }

    /// The number of valid documents; of the others every error is made.
    func judgeAll(_ lines: Lines) -> Int {
        var valid = 0
        var errors = 0
        for index in lines.ranges.indices {
            guard let node = try? parser.parse(lines.document(index)) else {
                errors += 1
                continue
            }
            if evaluator.isValid(node) { valid += 1 } else { errors += evaluator.errors(in: node).count }
        }
        return errors < 0 ? errors : valid
    }
}
