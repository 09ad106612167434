extension AuditReport.Threshold {
    /// The limit as a sign and its values: `< 5 %`; a warning one says so.
    func text(unit: String?) -> String {
        let shown = values.map { Numerals.quantity($0, unit: unit, beside: [$0]) }.joined(separator: " to ")
        return (severity == .warn ? "warn: " : "") + comparison.sign + " " + shown
    }
}

extension AuditReport.Comparison {
    fileprivate var sign: String {
        switch self {
        case .mustBe: "="
        case .mustNotBe: "≠"
        case .mustBeGreaterThan: ">"
        case .mustBeGreaterOrEqualTo: "≥"
        case .mustBeLessThan: "<"
        case .mustBeLessOrEqualTo: "≤"
        case .mustBeBetween: "from"
        case .mustNotBeBetween: "not from"
        }
    }
}

extension AuditReport.Check {
    /// The name in words, on one line; the id where there is none.
    var title: String { VisibleText.oneLine(name.isEmpty ? id : name, limit: 200) }

    /// The limits on one line; empty where there are none.
    var thresholdText: String { thresholds.map { $0.text(unit: unit) }.joined(separator: ", ") }

    /// The measured value with its unit; empty where there is none.
    var measuredText: String {
        measured.map { Numerals.quantity($0, unit: unit, beside: thresholds.flatMap(\.values)) } ?? ""
    }

    /// The share of the messages read that failed; empty for checks that are not about messages.
    func shareText(of read: Int?) -> String {
        guard kind == .message, let failureCount, let read, read > 0 else { return "" }
        return Numerals.share(failureCount, of: read)
    }

    /// What was found, as a clause: `50 of 1,000 messages (5 %), required < 5 %`.
    func finding(read: Int?) -> String {
        var parts: [String] = []
        switch status {
        case .error: parts.append("could not be evaluated")
        case .notJudged: parts.append("not judged")
        case .passed, .warned, .failed: break
        }
        let share = shareText(of: read)
        if let failureCount, failureCount > 0 || kind == .message, let read, !share.isEmpty {
            parts.append("\(Numerals.grouped(failureCount)) of \(Numerals.counted(read, "message")) (\(share))")
        } else if let failureCount, failureCount > 0 {
            parts.append(Numerals.counted(failureCount, "failure"))
        }
        if measured != nil { parts.append("measured " + measuredText) }
        if !thresholds.isEmpty { parts.append("required " + thresholdText) }
        return parts.isEmpty ? status.word : parts.joined(separator: ", ")
    }

    /// How many failures have no place in the report, as a line; nil where none.
    func omission(shown: Int) -> String? {
        let missing = locations.count - shown + locationsOmitted
        return missing > 0 ? "and \(Numerals.grouped(missing)) more" : nil
    }
}

extension AuditReport.CheckStatus {
    /// The outcome as a word.
    var word: String { self == .notJudged ? "not judged" : rawValue }
}

extension AuditReport.Location {
    /// The place on one line: `logins.ndjson line 12, column 8, byte 1,234, /ip`.
    var text: String {
        var parts: [String] = []
        let name = input.map { VisibleText.oneLine($0, limit: 200) }
        if let line { parts.append("line \(Numerals.grouped(line))") }
        if let column { parts.append("column \(Numerals.grouped(column))") }
        if let offset { parts.append("byte \(Numerals.grouped(offset))") }
        if let messageID { parts.append("message \(VisibleText.oneLine(messageID, limit: 100))") }
        if let pointer {
            parts.append(pointer.isEmpty ? "the whole message" : VisibleText.oneLine(pointer, limit: 200))
        }
        let place = parts.joined(separator: ", ")
        guard let name else { return place.isEmpty ? "place unknown" : place }
        return place.isEmpty ? name : name + " " + place
    }
}
