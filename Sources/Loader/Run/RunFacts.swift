import Reporting

/// All that is known at the end of a run, before it is put into words.
struct RunFacts {
    let request: RunRequest
    let identity: RunIdentity
    let catalog: CheckCatalog
    let fields: FieldTable
    let tally: Tally
    let source: String
    let database: String?
    let inputs: [InputSummary]
    let isQueue: Bool
    let isInterrupted: Bool
    var released: Int
    var load: LoadTarget?
    /// What the queue confirmed; nil where there is no queue.
    var acknowledged: Int?
    /// What the queue did that no message is to blame for.
    var faults = DeliveryFaults()
    /// What the run says that it holds, and what the database counts; nil where that could not be asked.
    var held: HeldCounts?
    /// What each stage took, where the run asks for it.
    var stages: StageProfile?
    /// Whether the run ended before its files did, as it was asked to.
    var isCutOff = false
    var problems: [AuditReport.Problem] = []
    var seconds = 0.0
}
