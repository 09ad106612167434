import Validator

/// Where a column's value comes from.
public enum ColumnSource: Hashable, Sendable {
    /// The value at this place in the message.
    case message(JSONPointer)
    /// `$message.id`
    case messageID
    /// `$message.sent_at`
    case sentAt
    /// `$message.receive_count`
    case receiveCount
    /// `$run.id`
    case runID
    /// `$run.date`
    case runDate
    /// `$run.started_at`
    case runStartedAt
}
