/// What a worker found out about one block.
struct Judgement: Sendable {
    var judged: JudgedBlock
    var tally: Tally
    /// Why the block can neither be loaded nor quarantined as it should: nothing of it may be acknowledged.
    var failure: LoaderError?
}
