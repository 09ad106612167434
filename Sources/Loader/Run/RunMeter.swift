/// Is told by a run what it did, while it runs: by several threads at once.
protocol RunMeter: AnyObject, Sendable {
    /// A stage has done one piece of work, which took so many seconds.
    func measured(_ stage: RunStage, seconds: Double)

    /// A batch is committed, so many seconds after its first message had been judged.
    func committed(_ outcome: BatchOutcome, seconds: Double)

    /// Transactions were tried so many times again.
    func retried(_ count: Int)
}

/// The stages of a message's way that are measured.
enum RunStage: String, CaseIterable, Sendable {
    /// A block of messages is parsed, validated and encoded.
    case judge
    /// A transaction is written and committed, its repeats included.
    case write
    /// The queue is told what has been committed.
    case acknowledge
    /// From a window's last transaction to its report: the database's counts, the queue's last answer.
    case conclude
}
