/// What a run is asked to do.
public struct RunRequest: Sendable {
    /// Whether messages are only judged or also loaded.
    public enum Command: String, Sendable {
        case check, load
    }

    /// What the run does.
    public var command: Command
    /// What messages must look like, and where they go.
    public var contract: Contract
    /// The most invalid messages; nil: what the contract says, else 0 for a check and any number for a load.
    public var maxInvalid: InvalidLimit?
    /// Whether a run that reads nothing is fine.
    public var allowsEmpty = false
    /// Whether an object may hold two members of one name.
    public var allowsDuplicateNames = false
    /// The run ends after so many messages.
    public var maxMessages: Int?
    /// The run ends after so many seconds.
    public var maxSeconds: Double?
    /// The threads that judge.
    public var workers = 2
    /// The rows of one transaction.
    public var batchRows = 25_000
    /// How long the database may be away, in seconds, before the run gives up.
    public var retrySeconds = 30.0
    /// The errors kept of one message.
    public var maxErrorsPerMessage = 100

    /// Whether the time of every stage is taken.
    public var profiles = false

    /// What is told of every message beside the audit; nil: nothing.
    public var output: MessageOutput?

    /// A request with the usual limits.
    public init(_ command: Command, contract: Contract) {
        self.command = command
        self.contract = contract
    }
}
