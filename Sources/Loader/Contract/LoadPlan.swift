/// How valid messages become rows: the contract's `load` part.
public struct LoadPlan: Hashable, Sendable {
    /// The table, with its schema if the contract names one: `user_logins`, `sales.orders`.
    public var table: TableName
    /// The columns whose equal values mean the same row; empty: no key.
    public var key: [String]
    /// The columns, in the table's order.
    public var columns: [Column]

    /// A plan of these parts.
    public init(table: TableName, key: [String], columns: [Column]) {
        self.table = table
        self.key = key
        self.columns = columns
    }

    /// Whether each message's id is also kept in `audit.ledger`.
    ///
    /// True unless the message id is the key and every row names its run: only then do the rows themselves tell
    /// which messages were loaded, and by which run.
    public var needsLedger: Bool {
        let keyIsMessageID = key.count == 1 && columns.contains { $0.name == key[0] && $0.source == .messageID }
        return !keyIsMessageID || !columns.contains { $0.source == .runID }
    }
}
