import Validator

/// Makes quarantine entries: every reason, the masked shape, and the sealed message. One for each thread.
final class QuarantineEntries {
    private let request: RunRequest
    private let sourceNames: [String]
    private let fingerprinter: Fingerprinter
    private let masker: PayloadMasker
    private let parser = JSONParser(allowsDuplicateNames: true)
    var sealer: Sealer
    private let keyID: String
    /// Writes the entries as tuples of this run.
    let encoder: QuarantineEncoder

    /// - Throws: `keyring.invalid` where messages cannot be sealed to the ring's public key.
    init(_ context: JudgeContext) throws(LoaderError) {
        request = context.request
        sourceNames = context.inputNames
        fingerprinter = Fingerprinter(context.keyring)
        masker = PayloadMasker(request.contract, fingerprinter: fingerprinter)
        sealer = try Sealer(context.keyring, contract: request.contract.name)
        keyID = context.keyring.activeID
        encoder = QuarantineEncoder(
            runID: context.identity.id, contract: request.contract.name, contractVersion: request.contract.version)
    }

    /// The entry of a message that was refused before the database saw it.
    ///
    /// - Parameters:
    ///   - node: the parsed message; nil where it could not be parsed.
    ///   - mayParse: whether a message that is not parsed yet may be, for its masked shape.
    /// - Throws: `seal.failed`: an entry without its message would be the message's loss.
    func entry(
        for index: Int, id: MessageID, of block: MessageBlock, node: JSONNode?, errors: [MessageError],
        mayParse: Bool = true
    ) throws(LoaderError) -> QuarantineEntry {
        let slice = block.messages[index]
        let bytes = block.bytes(of: slice)
        let isQueue = index < block.deliveries.count
        return QuarantineEntry(
            messageID: id, source: sourceNames[min(block.input, sourceNames.count - 1)],
            position: isQueue ? nil : slice.offset,
            receiveCount: isQueue ? block.deliveries[index].receiveCount : nil,
            errors: document(of: errors), errorCount: errors.count,
            payloadMasked: mayParse ? shape(of: node, bytes, slice, errors) : nil,
            fingerprint: fingerprinter.fingerprint(of: bytes), sealed: try sealer.seal(bytes, id: id), keyID: keyID)
    }

    /// The entry of a valid message whose row the database refused.
    func refusedEntry(
        _ judged: JudgedBlock, _ row: EncodedRows.Row, _ refusal: PostgresRefusal, catalog: CheckCatalog
    ) throws(LoaderError) -> QuarantineEntry {
        let slice = judged.block.messages[row.message]
        let error = Self.databaseError(refusal, check: catalog.database ?? 0, slice: slice)
        return try entry(for: row.message, id: row.id, of: judged.block, node: nil, errors: [error])
    }

    /// What the database said, by its codes and names alone: its words hold values.
    static func databaseError(_ refusal: PostgresRefusal, check: Int, slice: MessageSlice) -> MessageError {
        let parts = [
            refusal.condition, refusal.column.map { "column \($0)" }, refusal.constraint.map { "constraint \($0)" },
            refusal.table.map { "table \($0)" },
        ].compactMap(\.self)
        let place = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        var error = MessageError(
            checks: [check], keyword: "database.\(refusal.sqlstate)", pointer: "", line: 1, column: 1, offset: 0,
            endOffset: slice.length, message: "The database refused the row with SQLSTATE \(refusal.sqlstate)\(place).",
            within: slice)
        error.isDelivery = true
        return error
    }

    private func document(of errors: [MessageError]) -> StoredDocument {
        var writer = StoredDocumentWriter()
        if writer.beginArray() {
            for error in errors { error.write(to: &writer) }
            writer.endArray()
        }
        return StoredDocument(writer)
    }

    /// The masked shape; a message that was cut short or is no JSON has none.
    private func shape(
        of node: JSONNode?, _ bytes: UnsafeRawBufferPointer, _ slice: MessageSlice, _ errors: [MessageError]
    ) -> StoredDocument? {
        if let node { return mask(node, errors) }
        guard slice.problem == nil, let again = try? parser.parse(bytes) else { return nil }
        return mask(again, errors)
    }

    private func mask(_ message: JSONNode, _ errors: [MessageError]) -> StoredDocument {
        let doubtful = errors.compactMap { error -> JSONPointer? in
            switch error.doubt {
            case .nowhere: nil
            case .atItsPlace: JSONPointer(error.pointer)
            case .everywhere: JSONPointer("")
            }
        }
        return masker.mask(message, errors: errors.compactMap { JSONPointer($0.pointer) }, doubtful: doubtful)
    }
}
