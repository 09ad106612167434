/// What every transaction of a run needs to know.
struct BatchContext {
    let plan: LoadPlan
    let contract: String
    let contractVersion: String
    let runID: MessageID
    let refusedEntry: (JudgedBlock, EncodedRows.Row, PostgresRefusal) throws -> QuarantineEntry
    let target: MergeStatements
    let lane: BatchLane
}
