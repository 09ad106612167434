/// A block after a worker has judged it: its valid messages as rows, the others as quarantine entries.
public struct JudgedBlock: Sendable {
    /// The block, kept until the transaction has ended: a row that the database refuses goes to quarantine from here.
    public var block: MessageBlock
    /// The valid messages.
    public var rows: EncodedRows
    /// The invalid messages.
    public var quarantined: QuarantineRows

    /// The ids of all messages.
    var messageIDs: [MessageID] { (rows.rows + quarantined.rows.rows).map(\.id) }

    /// The entries alone, which need no message any more.
    var withoutRows: JudgedBlock { JudgedBlock(block: Self.nothing, rows: EncodedRows(), quarantined: quarantined) }
    private static let nothing = MessageBlock(sequence: 0, input: 0, taking: MessageBlock.allocate(0), messages: [])

    /// The block with its rows alone.
    var withoutEntries: JudgedBlock { JudgedBlock(block: block, rows: rows, quarantined: QuarantineRows()) }

    /// A judged block of these parts.
    public init(block: MessageBlock, rows: EncodedRows, quarantined: QuarantineRows) {
        self.block = block
        self.rows = rows
        self.quarantined = quarantined
    }
}
