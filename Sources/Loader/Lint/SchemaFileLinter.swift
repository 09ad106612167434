import Reporting
import Validator

/// Looks for mistakes in files that hold a contract or a bare JSON Schema, as YAML or JSON.
public struct SchemaFileLinter: Sendable {
    private let isPortable: Bool

    /// - Parameter isPortable: whether to report too what this validator checks and others need not.
    public init(isPortable: Bool = false) { self.isPortable = isPortable }

    /// The rules that are looked at, in the order of their ids.
    public static let rules = (SchemaLint.rules + [WeakMask.rule]).sorted { $0.id < $1.id }

    /// What was found in the files, in their order.
    public func report(on paths: [String]) -> LintReport {
        var report = LintReport(rules: Self.rules, files: paths, findings: [], problems: [])
        for path in paths {
            do {
                lint(try ContractFile(path: path), into: &report)
            } catch {
                report.problems.append(LintReport.Problem(error))
            }
        }
        return report
    }

    private func lint(_ file: ContractFile, into report: inout LintReport) {
        var reader = ContractReader(file: file, reading: SchemaReading())
        let isContract = ContractReader.isContract(file.value)
        let contract = isContract ? reader.read() : reader.bareContract()
        // What the linter itself reports is no reason to read no further.
        let problems = ContractProblems(reader.problems.filter { $0.code != .unknownKeyword }).problems
        report.problems += problems.map(LintReport.Problem.init)
        var found: [LintReport.Finding] = []
        if let schema = reader.messageFile, let contract {
            found += located(findings(in: schema, contract.schemaSource.options), schema)
        }
        if isContract, let contract { found += located(WeakMask.findings(in: contract), file) }
        report.findings += Self.sorted(found)
    }

    private func findings(in file: ContractFile, _ options: SchemaOptions) -> [LintFinding] {
        SchemaLint(options: options, isPortable: isPortable).findings(in: file.value)
    }

    private func located(_ findings: [LintFinding], _ file: ContractFile) -> [LintReport.Finding] {
        findings.map { finding in
            let position =
                finding.isAboutName ? file.positions.key(at: finding.place) : file.positions.value(at: finding.place)
            return LintReport.Finding(
                file: file.path, line: position.line, column: position.column, finding: finding)
        }
    }

    /// By place; what an alias of YAML brings in twice is told once.
    private static func sorted(_ findings: [LintReport.Finding]) -> [LintReport.Finding] {
        struct Key: Hashable {
            let rule: String
            let line: Int
            let column: Int
            let message: String
        }
        var seen: Set<Key> = []
        return findings.sorted {
            ($0.file, $0.line, $0.column, $0.finding.rule.id) < ($1.file, $1.line, $1.column, $1.finding.rule.id)
        }.filter {
            seen.insert(
                Key(rule: $0.finding.rule.id, line: $0.line, column: $0.column, message: $0.finding.message)
            ).inserted
        }
    }
}

extension LintReport.Problem {
    fileprivate init(_ problem: ContractProblem) {
        self.init(
            file: problem.file, line: problem.position.line, column: problem.position.column,
            message: problem.message + (problem.hint.isEmpty ? "" : " (\(problem.hint))"))
    }
}
