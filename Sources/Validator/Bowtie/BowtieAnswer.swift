/// What follows a line of Bowtie's.
public enum BowtieAnswer: Sendable, Hashable {
    /// A line to write.
    case reply(JSONValue)
    /// The end that was asked for.
    case stop
    /// The other side does not speak the protocol: a sentence about why, and nothing to write.
    case refusal(String)
}
