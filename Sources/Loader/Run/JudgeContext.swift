import Validator

/// What all judges of a run share.
struct JudgeContext: Sendable {
    let request: RunRequest
    let program: SchemaProgram
    let catalog: CheckCatalog
    let fields: FieldTable
    let identity: RunIdentity
    /// The names of all inputs.
    let inputNames: [String]
    /// What file messages' ids are made from, by input; empty where nothing is loaded, or from a queue.
    let fileIdentities: [FileMessageIdentity]
    /// How personal data is hidden; of a check, whose tokens nobody sees, one that nobody keeps.
    let keyring: Keyring
    /// Where it is written down what is being judged; nil where nothing is loaded.
    var intents: IntentLog?

    /// Whether refused messages are kept.
    var quarantines: Bool { request.command == .load }

    /// The name that a location shows: none where there is only one input.
    func locationName(ofInput index: Int) -> String? { inputNames.count > 1 ? inputNames[index] : nil }
}
