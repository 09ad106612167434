import Validator

extension LintReport {
    /// The report as JSON: counts, findings and problems.
    public var json: JSONValue {
        [
            "files": .array(files.map(JSONValue.string)),
            "counts": [
                "error": .int(count(.error)), "warning": .int(count(.warning)), "note": .int(count(.note)),
                "problem": .int(problems.count),
            ],
            "findings": .array(findings.map(\.json)),
            "problems": .array(problems.map(\.json)),
        ]
    }
}

extension LintReport.Finding {
    fileprivate var json: JSONValue {
        [
            "rule": .string(finding.rule.id), "severity": .string(finding.severity.rawValue), "file": .string(file),
            "line": .int(line), "column": .int(column), "place": .string(finding.place.description),
            "message": .string(finding.message), "remedy": .string(finding.remedy),
        ]
    }
}

extension LintReport.Problem {
    fileprivate var json: JSONValue {
        ["file": .string(file), "line": .int(line), "column": .int(column), "message": .string(message)]
    }
}
