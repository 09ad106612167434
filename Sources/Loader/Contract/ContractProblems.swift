/// The typed form of all mistakes of one contract.
public struct ContractProblems: Error, Hashable, Sendable {
    /// The mistakes in the order of the file.
    public let problems: [ContractProblem]

    init(_ problems: [ContractProblem]) {
        self.problems = problems.sorted {
            ($0.file, $0.position.line, $0.position.column, $0.message)
                < ($1.file, $1.position.line, $1.position.column, $1.message)
        }
    }

    /// The same as one error with exit code 78.
    public var loaderError: LoaderError { .invalidContract(problems) }
}
