import Validator

/// What the schema linter found in some files.
public struct LintReport: Hashable, Sendable {
    /// The rules that were looked at.
    public var rules: [LintRule]
    /// The files that were named.
    public var files: [String]
    /// The findings, by file in their order, by place in each.
    public var findings: [Finding]
    /// Why files could not be read as schemas or contracts.
    public var problems: [Problem]

    /// A report of these parts.
    public init(rules: [LintRule], files: [String], findings: [Finding], problems: [Problem]) {
        self.rules = rules
        self.files = files
        self.findings = findings
        self.problems = problems
    }

    /// The number of findings of a severity.
    public func count(_ severity: LintSeverity) -> Int { findings.count { $0.finding.severity == severity } }

    /// The worst severity; nil where nothing was found.
    public var worst: LintSeverity? { findings.map(\.finding.severity).max() }
}

extension LintReport {
    /// A finding and where it stands.
    public struct Finding: Hashable, Sendable {
        /// The file.
        public var file: String
        /// The line, from 1.
        public var line: Int
        /// The column in characters, from 1.
        public var column: Int
        /// What was found.
        public var finding: LintFinding

        /// A finding of these parts.
        public init(file: String, line: Int, column: Int, finding: LintFinding) {
            self.file = file
            self.line = line
            self.column = column
            self.finding = finding
        }
    }

    /// Why a file cannot be read as a schema or a contract.
    public struct Problem: Hashable, Sendable {
        /// The file.
        public var file: String
        /// The line, from 1.
        public var line: Int
        /// The column in characters, from 1.
        public var column: Int
        /// What is wrong, with a hint.
        public var message: String

        /// A problem of these parts.
        public init(file: String, line: Int, column: Int, message: String) {
            self.file = file
            self.line = line
            self.column = column
            self.message = message
        }
    }
}
