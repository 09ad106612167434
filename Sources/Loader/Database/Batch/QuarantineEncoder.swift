/// Writes entries of the quarantine as tuples.
public struct QuarantineEncoder: Sendable {
    /// The fields that all entries of a run share, lengths included: run, contract, version.
    private let shared: [UInt8]

    /// An encoder for the entries of one run.
    public init(runID: MessageID, contract: String, contractVersion: String) {
        var encoder = TupleEncoder()
        encoder.append(runID)
        encoder.append(contract)
        encoder.append(contractVersion)
        shared = encoder.bytes
    }

    /// Appends an entry of the message with that index in its block.
    public func append(_ entry: QuarantineEntry, message: Int, to target: inout QuarantineRows) {
        let start = target.rows.bytes.count
        var encoder = TupleEncoder(appendingTo: &target.rows.bytes)
        append(entry, to: &encoder)
        target.rows.bytes = encoder.bytes
        let length = target.rows.bytes.count - start
        target.rows.rows.append(
            EncodedRows.Row(id: entry.messageID, message: message, start: start, length: length))
        target.errorCount += entry.errorCount
    }

    /// The fields in the order of ``MergeStatements/quarantine``.
    private func append(_ entry: QuarantineEntry, to encoder: inout TupleEncoder) {
        encoder.begin(fields: 12)
        encoder.append(entry.messageID)
        encoder.append(fields: shared)
        encoder.append(PostgresValue(entry.source).text)
        if let position = entry.position { encoder.append(Int64(position)) } else { encoder.appendNull() }
        if let count = entry.receiveCount { encoder.append(Int32(clamping: count)) } else { encoder.appendNull() }
        encoder.append(json: entry.errors)
        if let payload = entry.payloadMasked {
            encoder.append(json: payload)
        } else {
            encoder.appendNull()
        }
        encoder.append(PostgresValue(entry.fingerprint).text)
        encoder.append(entry.sealed)
        encoder.append(PostgresValue(entry.keyID).text)
    }
}
