import Validator

/// The messages that were being judged when a program died, and how often that was.
struct SuspectList: Hashable {
    /// One message.
    struct Suspect: Hashable {
        var contract: String
        var id: MessageID
        /// The programs that died over it.
        var count = 0
        /// The runs that ended in order since then and never met it.
        var runsWithout = 0
    }

    /// Suspects that are kept.
    static let limit = 1_000
    /// Runs after which a message that does not come again is forgotten.
    static let patience = 10

    /// The oldest first.
    private(set) var suspects: [Suspect] = []
    /// Files whose slots are in the list and which are still to be removed.
    var merged: Set<String> = []

    /// Nobody.
    init() {}

    /// Adds one death to each of these messages.
    mutating func accuse(_ ids: [MessageID], of contract: String) {
        for id in Set(ids).sorted() {
            var suspect = remove { $0.id == id && $0.contract == contract } ?? Suspect(contract: contract, id: id)
            suspect.count += 1
            suspect.runsWithout = 0
            suspects.append(suspect)
        }
        // The ones that died least, and the oldest of these, go first.
        while suspects.count > Self.limit, let least = suspects.map(\.count).min() {
            _ = remove { $0.count == least }
        }
    }

    /// Forgets messages that are safe in the database.
    mutating func acquit(_ ids: Set<MessageID>, of contract: String) {
        suspects.removeAll { $0.contract == contract && ids.contains($0.id) }
    }

    /// Notes that a run of the contract has ended without its suspects.
    mutating func endRun(of contract: String) {
        for index in suspects.indices where suspects[index].contract == contract { suspects[index].runsWithout += 1 }
        suspects.removeAll { $0.runsWithout >= Self.patience }
    }

    private mutating func remove(where matches: (Suspect) -> Bool) -> Suspect? {
        suspects.firstIndex(where: matches).map { suspects.remove(at: $0) }
    }
}

extension SuspectList {
    /// The list as its file holds it: `{"version": 1, "merged": […], "suspects": [{…}]}`.
    var json: JSONValue {
        [
            "version": 1, "merged": .array(merged.sorted().map { .string($0) }),
            "suspects": .array(
                suspects.map { suspect in
                    [
                        "contract": .string(suspect.contract), "message_id": .string(suspect.id.description),
                        "count": .int(suspect.count), "runs_without": .int(suspect.runsWithout),
                    ]
                }),
        ]
    }

    /// Reads a file's text; nil where it is not of this form.
    init?(_ text: [UInt8]) {
        guard let value = try? JSONValue.parse(text), value["version"]?.int == 1,
            case .array(let names)? = value["merged"], case .array(let entries)? = value["suspects"]
        else { return nil }
        merged = Set(names.compactMap(\.string))
        for entry in entries {
            guard let contract = entry["contract"]?.string,
                let id = entry["message_id"]?.string.flatMap(MessageID.init),
                let count = entry["count"]?.int, let runs = entry["runs_without"]?.int
            else { return nil }
            suspects.append(Suspect(contract: contract, id: id, count: count, runsWithout: runs))
        }
    }
}
