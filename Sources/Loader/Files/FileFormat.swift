/// How the messages stand in a file.
public enum FileFormat: String, CaseIterable, Hashable, Sendable {
    /// Decided by each input's first bytes; `docs/inputs.md` states the rule.
    case auto
    /// One message a line.
    case ndjson
    /// The items of one JSON array.
    case array
    /// JSON values one after the other, on as many lines as they like.
    case concatenated
}
