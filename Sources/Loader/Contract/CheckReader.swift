import Reporting
import Validator

/// Reads the `checks` part; what the contract's schema has refused already is passed over.
struct CheckReader {
    let file: ContractFile
    private(set) var problems: [ContractProblem] = []

    init(file: ContractFile) { self.file = file }

    mutating func checks(_ items: [JSONValue]) -> [RunCheck] {
        var checks: [RunCheck] = []
        for (index, item) in items.enumerated() {
            let place = JSONPointer(tokens: ["checks", String(index)])
            guard var check = check(item, at: place) else { continue }
            if checks.contains(where: { $0.id == check.id }) {
                if item["id"] != nil {
                    report(place.appending("id"), "the id '\(check.id)' stands twice")
                } else {
                    check.id += ".\(index + 1)"
                }
            }
            checks.append(check)
        }
        return checks
    }

    private mutating func check(_ item: JSONValue, at place: JSONPointer) -> RunCheck? {
        guard let metric = item["metric"]?.string.flatMap(RunCheck.Metric.init) else { return nil }
        let field = item["field"]?.string.flatMap(JSONPointer.init)
        let unit = item["unit"]?.string.flatMap(RunCheck.Unit.init) ?? .rows
        let thresholds = Self.thresholds(item)
        let check = RunCheck(
            id: item["id"]?.string ?? ([metric.rawValue] + (field?.tokens ?? [])).joined(separator: "."),
            name: item["name"]?.string ?? Self.name(metric, field, unit, thresholds),
            metric: metric, field: field, unit: unit,
            severity: item["severity"]?.string.flatMap(AuditReport.Severity.init) ?? .error,
            dimension: item["dimension"]?.string.flatMap(AuditReport.Dimension.init), thresholds: thresholds,
            warnThresholds: item["warn"].map(Self.thresholds) ?? [])
        examine(check, item, at: place)
        return check
    }

    private static func thresholds(_ item: JSONValue) -> [Threshold] {
        (item.object.map(Array.init) ?? []).compactMap { member in
            guard let comparison = AuditReport.Comparison(rawValue: member.name) else { return nil }
            let numbers = (member.value.array ?? [member.value]).compactMap { value -> Double? in
                guard case .number(let number) = value else { return nil }
                return number.double
            }
            guard numbers.count == (comparison.isRange ? 2 : 1) else { return nil }
            return Threshold(comparison, numbers[0], upper: numbers.last)
        }
    }

    private static func name(
        _ metric: RunCheck.Metric, _ field: JSONPointer?, _ unit: RunCheck.Unit, _ thresholds: [Threshold]
    ) -> String {
        let subject = field.map { "\(metric.rawValue) of \($0)" } ?? metric.rawValue
        let conditions = thresholds.map(\.description).joined(separator: " and ")
        return [subject, conditions + (unit == .percent ? " percent" : "")].filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension CheckReader {
    private mutating func examine(_ check: RunCheck, _ item: JSONValue, at place: JSONPointer) {
        let metric = check.metric.rawValue
        if check.metric.needsField, item["field"] == nil {
            report(place, "\(metric) needs a field", hint: "field: /locale")
        }
        if !check.metric.needsField, item["field"] != nil {
            report(
                place.appending("field"), "\(metric) is about messages, not about a field",
                hint: "leave field out, or measure invalidValues", onKey: true)
        }
        if check.metric == .rowCount, check.unit == .percent {
            report(place.appending("unit"), "rowCount in percent is always 100", hint: "unit: rows")
        }
        if check.thresholds.isEmpty, check.warnThresholds.isEmpty {
            report(place, "the check has no threshold", hint: "add one, as mustBeLessThan: 5")
        }
        examine(check.thresholds, of: check, at: place)
        examine(check.warnThresholds, of: check, at: place.appending("warn"))
    }

    private mutating func examine(_ thresholds: [Threshold], of check: RunCheck, at place: JSONPointer) {
        guard !thresholds.isEmpty else { return }
        for threshold in thresholds where threshold.comparison.isRange && threshold.value > threshold.upper {
            report(
                place.appending(threshold.comparison.rawValue), "the range ends before it begins",
                hint: "write the smaller number first")
            return
        }
        let isPercent = check.unit == .percent
        // No run reads as many messages as the greatest whole number that a double holds exactly.
        let maximum = isPercent ? 100 : 9_007_199_254_740_992.0
        if Threshold.contradict(thresholds, wholeNumbers: !isPercent, maximum: maximum) {
            let range = isPercent ? "from 0 to 100" : "of messages"
            report(place, "no number \(range) keeps \(thresholds.map(\.description).joined(separator: " and "))")
        } else if Threshold.areIdle(thresholds, wholeNumbers: !isPercent, maximum: maximum) {
            report(place, "nothing can break \(thresholds.map(\.description).joined(separator: " and "))")
        }
    }

    private mutating func report(_ place: JSONPointer, _ message: String, hint: String = "", onKey: Bool = false) {
        problems.append(file.problem(.check, at: place, message, hint: hint, onKey: onKey))
    }
}
