/// One numbered step of the schema `audit`; never changed once released.
public struct Migration: Hashable, Sendable {
    /// The step's number, from 1.
    public var version: Int
    /// What it does, in a few words.
    public var name: String
    /// Its statements.
    var sql: String
}
