/// What a worker found out about one block.
struct Judgement: Sendable {
    var judged: JudgedBlock
    var tally: Tally
}
