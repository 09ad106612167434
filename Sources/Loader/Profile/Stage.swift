/// A part of a message's way whose time `--profile` tells.
public enum Stage: Int, CaseIterable, Sendable {
    /// Reading, decompressing and splitting the input, or receiving from the queue.
    case read
    /// Making a message's id.
    case identify
    /// Reading its JSON.
    case parse
    /// Finding its fields and holding it against the schema.
    case validate
    /// Finding every reason against a message that failed.
    case explain
    /// Writing its row, masks included.
    case encode
    /// Writing the quarantine's entry: reasons, masked shape, sealed message.
    case quarantine
    /// The writer waits for messages.
    case wait
    /// Sorting a batch by its key.
    case sort
    /// COPY of the rows, or the merge of rows whose keys are there already.
    case copyRows
    /// Resolving entries whose messages load now.
    case resolve
    /// COPY of the quarantine's entries.
    case copyEntries
    /// The run's counters.
    case count
    /// The commit.
    case commit
    /// The counts that the run is proven by.
    case verify

    /// The stage as tables show it.
    public var name: String {
        switch self {
        case .copyRows: "copy rows"
        case .copyEntries: "copy entries"
        default: "\(self)"
        }
    }
}
