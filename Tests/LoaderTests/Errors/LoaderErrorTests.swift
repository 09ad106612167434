import Testing

@testable import Loader

/// What a person reads of an error.
@Suite struct LoaderErrorTests {
    @Test("a sentence and its remedy stand in one line")
    func sentence() {
        let error = LoaderError("a.b", .usage, "It is not there.", remedy: "Make it.")
        #expect("\(error)" == "It is not there. Make it.")
    }

    @Test("behind a list, whose lines end without a full stop, the remedy has a line of its own")
    func list() {
        let problems = [(1, "no x"), (2, "no y")].map { line, message in
            ContractProblem(
                file: "c.yaml", position: .init(line: line, column: 1), code: .missingKey, message: message)
        }
        #expect(
            "\(LoaderError.invalidContract(problems))"
                == "c.yaml:1:1: no x\nc.yaml:2:1: no y\nCorrect the contract: docs/contract.md describes every key.")
    }

    @Test("without a remedy there is nothing behind the sentence")
    func noRemedy() {
        #expect("\(LoaderError("a.b", .incomplete, "It broke."))" == "It broke.")
    }
}
