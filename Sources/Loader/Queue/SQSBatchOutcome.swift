import Validator

/// What a batch action said about each of its entries, by position.
struct SQSBatchOutcome: Hashable, Sendable {
    /// An entry that was not done.
    struct Failure: Hashable, Sendable {
        /// The entry's position in the batch.
        var position: Int
        /// SQS's name of the reason.
        var code: String
        /// Whether the request was at fault: sending it again cannot help.
        var isSenderFault: Bool
    }

    /// The positions of the entries that were done.
    private(set) var done: [Int] = []
    /// The entries that were not.
    private(set) var failures: [Failure] = []

    /// Reads `Successful` and `Failed`; the ids are positions below `count`, any other id is passed over.
    init(_ answer: SQSAnswer, action: String, count: Int) {
        switch answer {
        case .json(let node):
            node["Successful"]?.forEachItem { add(done: $0["Id"]?.string, count) }
            node["Failed"]?.forEachItem { entry in
                add(failed: entry["Id"]?.string, entry["Code"]?.string, entry["SenderFault"]?.isTrue, count)
            }
        case .xml(let element):
            for entry in element.all("\(action)ResultEntry") { add(done: entry["Id"]?.text, count) }
            for entry in element.all("BatchResultErrorEntry") {
                add(failed: entry["Id"]?.text, entry["Code"]?.text, entry["SenderFault"]?.text == "true", count)
            }
        }
    }

    private mutating func add(done id: String?, _ count: Int) {
        if let position = id.flatMap({ Int($0) }), (0..<count).contains(position) { done.append(position) }
    }

    private mutating func add(failed id: String?, _ code: String?, _ isSenderFault: Bool?, _ count: Int) {
        guard let position = id.flatMap({ Int($0) }), (0..<count).contains(position) else { return }
        failures.append(Failure(position: position, code: code ?? "", isSenderFault: isSenderFault ?? false))
    }
}
