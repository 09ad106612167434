/// The forms in which a verdict can be written: section 12.4 of JSON Schema 2020-12, section 10.4 of 2019-09.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    /// The verdict alone.
    case flag
    /// A flat list: every error of an invalid message, every annotation of a valid one.
    case basic
    /// The same as a tree, without what says nothing.
    case detailed
    /// The whole tree: every keyword that was looked at.
    case verbose
}
