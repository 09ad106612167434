extension JSONNode {
    /// The ``hash`` that a member's name of this text has in this process.
    public static func nameHash(_ name: String) -> UInt64 { KeyHash.shared.hash(name) }
}
