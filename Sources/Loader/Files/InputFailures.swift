/// What was wrong with several inputs.
public struct InputFailures: Error, Hashable, Sendable {
    /// In the order of the inputs.
    public let errors: [LoaderError]

    /// One error as it is, several together; nil where there is none.
    static func error(of errors: [LoaderError]) -> (any Error)? {
        errors.count > 1 ? InputFailures(errors: errors) : errors.first
    }
}
