/// Writes entries of the quarantine as tuples.
struct QuarantineEncoder {
    let runID: MessageID
    let contract: String
    let contractVersion: String

    func encode(_ entries: [QuarantineEntry]) -> EncodedRows {
        var encoder = TupleEncoder()
        var rows = EncodedRows()
        for (index, entry) in entries.enumerated() {
            let start = encoder.bytes.count
            append(entry, to: &encoder)
            let length = encoder.bytes.count - start
            rows.rows.append(EncodedRows.Row(id: entry.messageID, message: index, start: start, length: length))
        }
        rows.bytes = encoder.bytes
        return rows
    }

    /// The fields in the order of ``MergeStatements/quarantine``.
    private func append(_ entry: QuarantineEntry, to encoder: inout TupleEncoder) {
        encoder.begin(fields: 12)
        encoder.append(entry.messageID)
        encoder.append(runID)
        encoder.append(contract)
        encoder.append(contractVersion)
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
        if let sealed = entry.sealed { encoder.append(sealed) } else { encoder.appendNull() }
        encoder.append(PostgresValue(entry.keyID).text)
    }
}
