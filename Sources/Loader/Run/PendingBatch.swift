/// Judged blocks that wait for their transaction.
struct PendingBatch {
    /// A batch is full at so many bytes, however few rows: the blocks stay in memory until they are committed.
    private static let maximumBytes = 16 << 20

    /// What a slow source has handed out is committed after so long, however few rows.
    private static let maximumAge = Duration.seconds(2)

    private let maximumRows: Int
    private var blocks: [JudgedBlock] = []
    private var rows = 0
    private var bytes = 0
    private var start = ContinuousClock.now

    init(rows: Int) { maximumRows = rows }

    var isEmpty: Bool { blocks.isEmpty }
    var isFull: Bool { rows >= maximumRows || bytes >= Self.maximumBytes }
    var isOverdue: Bool { ContinuousClock.now - start >= Self.maximumAge }
    /// When its first block came.
    var begun: ContinuousClock.Instant { start }

    mutating func append(_ block: JudgedBlock) {
        if blocks.isEmpty { start = .now }
        blocks.append(block)
        rows += block.rows.rows.count + block.quarantined.count
        bytes += block.block.bytes.count + block.rows.bytes.count
    }

    mutating func take() -> [JudgedBlock] {
        defer { self = PendingBatch(rows: maximumRows) }
        return blocks
    }
}
