import Validator

/// What happens to a value between the message and its column.
public enum Transform: Hashable, Sendable {
    case trim, lower, upper
    /// The value of a missing or null field.
    case defaultValue(JSONValue)
    /// Seconds since 1970 to a timestamp.
    case epochSeconds
    /// Milliseconds since 1970 to a timestamp.
    case epochMilliseconds
    /// `2.3.0` to an integer that sorts and never collides.
    case version
}
