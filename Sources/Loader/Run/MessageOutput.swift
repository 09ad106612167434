import Validator

/// What a run tells of every message beside its audit: one JSON object each, in input order.
public struct MessageOutput: Sendable {
    /// The form.
    public var format: OutputFormat
    /// Takes the lines of some messages, each with its line feed.
    public var write: @Sendable (String) -> Void

    /// Outputs of that form, taken by `write`.
    public init(format: OutputFormat, write: @escaping @Sendable (String) -> Void) {
        self.format = format
        self.write = write
    }
}
