/// What keeps a test from running, in a sentence that says what to do.
public struct TestSupportError: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// An error of this sentence.
    public init(_ description: String) { self.description = description }
}
