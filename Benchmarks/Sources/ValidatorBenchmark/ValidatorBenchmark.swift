import Foundation
import Validator

/// Measures the validator on one data set and prints one JSON object: `ValidatorBenchmark WORK SCHEMA DATA ROUNDS`.
///
/// Works: `parse`, `judge` (parse, validate, and all errors of what fails), `validate` (documents that are parsed
/// already), `compile` (the schema alone). Times are seconds a round.
@main
struct ValidatorBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let rounds = Int(arguments[4]), let work = Work(rawValue: arguments[1]) else {
            FileHandle.standardError.write(Data("usage: ValidatorBenchmark WORK SCHEMA DATA ROUNDS\n".utf8))
            exit(64)
        }
        let schema = try JSONValue.parse([UInt8](Data(contentsOf: URL(filePath: arguments[2]))))
        let lines = try Lines(path: arguments[3])
        let result = try measure(work, schema, lines, rounds: rounds)
        print(#"{"rounds": \#(result.seconds), "documents": \#(lines.ranges.count), "valid": \#(result.valid)}"#)
    }

    /// A document is validated so often in a row, as the benchmark of Blaze's command line does.
    private static let repetitions = 20

    private enum Work: String { case parse, judge, validate, compile }

    private static func measure(
        _ work: Work, _ schema: JSONValue, _ lines: Lines, rounds: Int
    ) throws -> (seconds: [Double], valid: Int) {
        let options = SchemaOptions(formats: .assert)
        let program = try SchemaProgram(compiling: schema, options: options)
        switch work {
        case .parse: return timed(rounds) { Judging(program).parseAll(lines) }
        case .judge: return timed(rounds) { Judging(program).judgeAll(lines) }
        case .validate:
            let documents = try ParsedDocuments(lines)
            let evaluator = SchemaEvaluator(program)
            let result = timed(rounds) { documents.countValid(evaluator, repeating: repetitions) }
            return (result.seconds.map { $0 / Double(repetitions) }, result.valid)
        case .compile:
            return try timed(rounds) { try SchemaProgram(compiling: schema, options: options).checks.count }
        }
    }

    /// One round to warm up, then the measured ones.
    private static func timed(_ rounds: Int, _ body: () throws -> Int) rethrows -> (seconds: [Double], valid: Int) {
        var valid = try body()
        var seconds: [Double] = []
        for _ in 0..<rounds {
            let start = ContinuousClock.now
            valid = try body()
            seconds.append((ContinuousClock.now - start) / .seconds(1))
        }
        return (seconds, valid)
    }
}
