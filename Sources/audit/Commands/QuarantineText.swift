import Loader
import Reporting
import Validator

/// Quarantine entries for people; nothing of a message that its contract does not let be shown.
enum QuarantineText {
    /// The reasons with their counts, then the entries.
    static func list(_ groups: [QuarantineGroup], _ entries: [QuarantineRecord]) -> String {
        guard !groups.isEmpty || !entries.isEmpty else { return "The quarantine is empty." }
        var reasons = TextTable([
            ("Messages", .right), ("Errors", .right), ("Keyword", .left), ("Field", .left), ("Contract", .left),
            ("Newest", .right),
        ])
        for group in groups {
            reasons.add(
                "\(group.messages)", "\(group.errors)", group.keyword,
                group.pointer.isEmpty ? "(message)" : VisibleText.oneLine(group.pointer),
                group.contract, "\(group.newest)")
        }
        var table = TextTable([
            ("Entry", .right), ("Message", .left), ("Source", .left), ("Received", .left), ("Status", .left),
            ("First reason", .left),
        ])
        for entry in entries {
            table.add(
                "\(entry.id)", entry.messageID.description, VisibleText.oneLine(entry.source), entry.receivedAt,
                entry.status, VisibleText.oneLine(entry.reasons.first?.summary ?? ""))
        }
        return (reasons.lines + [""] + table.lines + ["", "One entry in full: audit quarantine show ENTRY"])
            .joined(separator: "\n")
    }

    /// One entry in full.
    static func entry(_ entry: QuarantineRecord) -> String {
        var lines = [
            "Entry \(entry.id) of contract \(entry.contract) \(entry.contractVersion): \(entry.status)",
            "  message   \(entry.messageID)",
            "  source    \(VisibleText.oneLine(entry.source))" + (entry.position.map { ", byte \($0)" } ?? ""),
            "  received  \(entry.receivedAt)" + (entry.receiveCount.map { ", delivered \($0) times" } ?? ""),
            "  run       \(entry.runID)",
            "  hash      \(entry.fingerprint), made with key \(entry.keyID)",
            "  sealed    " + (entry.sealKeyID.map { "yes, to key pair \(VisibleText.oneLine($0))" } ?? "no"),
        ]
        if let time = entry.resolvedAt {
            lines.append("  resolved  \(time)" + (entry.resolvedRunID.map { ", by run \($0)" } ?? ""))
        }
        if let note = entry.note { lines.append("  note      \(VisibleText.oneLine(note))") }
        lines += ["", "Reasons"]
        lines += entry.reasons.map {
            "  \(VisibleText.oneLine($0.summary))\n      line \($0.line), column \($0.column)"
        }
        if let payload = entry.payloadMasked.flatMap({ try? JSONValue.parse($0) }) {
            lines += ["", "Message, masked", VisibleText.lines(payload.serialized(pretty: true))]
        }
        return lines.joined(separator: "\n")
    }
}

extension QuarantineRecord {
    /// One reason as text.
    struct Reason {
        let summary: String
        let line: Int
        let column: Int
    }

    /// Every reason that the entry keeps.
    var reasons: [Reason] {
        guard let found = (try? JSONValue.parse(errors))?.array, !found.isEmpty else {
            return [Reason(summary: "The entry's reasons cannot be read.", line: 1, column: 1)]
        }
        return found.map { error in
            let pointer = error["pointer"]?.string ?? ""
            let place = pointer.isEmpty ? "message" : pointer
            return Reason(
                summary: "\(place): \(error["keyword"]?.string ?? ""): \(error["message"]?.string ?? "")",
                line: error["line"]?.int ?? 1, column: error["column"]?.int ?? 1)
        }
    }

    /// The entry as `--json` prints it.
    var json: JSONValue {
        [
            "quarantine_id": .int(id), "message_id": .string(messageID.description),
            "run_id": .string(runID.description), "contract": .string(contract),
            "contract_version": .string(contractVersion), "source": .string(source),
            "position": position.map(JSONValue.int) ?? .null, "received_at": .string(receivedAt),
            "receive_count": receiveCount.map(JSONValue.int) ?? .null,
            "errors": (try? JSONValue.parse(errors)) ?? .null,
            "payload_masked": payloadMasked.flatMap { try? JSONValue.parse($0) } ?? .null,
            "fingerprint": .string(fingerprint), "key_id": .string(keyID), "sealed": .bool(sealKeyID != nil),
            "seal_key_id": sealKeyID.map(JSONValue.string) ?? .null, "status": .string(status),
            "resolved_at": resolvedAt.map(JSONValue.string) ?? .null,
            "resolved_run_id": resolvedRunID.map { .string($0.description) } ?? .null,
            "note": note.map(JSONValue.string) ?? .null,
        ]
    }
}
