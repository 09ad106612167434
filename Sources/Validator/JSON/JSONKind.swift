/// What a JSON value is, in JSON Schema's words.
public enum JSONKind: String, Hashable, Sendable, CaseIterable {
    case null, boolean, integer, number, string, array, object
}
