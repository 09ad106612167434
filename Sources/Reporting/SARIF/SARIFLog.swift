import Validator

/// A log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), of one run of this program.
public struct SARIFLog: Hashable, Sendable {
    /// The program's release.
    public var version: String
    /// The rules that results may name.
    public var rules: [SARIFRule]
    /// What was found.
    public var results: [SARIFResult]
    /// What kept the program from its work; none: it looked at everything.
    public var notifications: [SARIFNotification]

    /// A log of these parts.
    public init(
        version: String, rules: [SARIFRule], results: [SARIFResult], notifications: [SARIFNotification] = []
    ) {
        self.version = version
        self.rules = rules
        self.results = results
        self.notifications = notifications
    }

    /// The log as JSON.
    public var json: JSONValue {
        [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        ]
    }

    /// The log's text: indented, with a newline at its end.
    public var text: String { json.serialized(pretty: true) + "\n" }

    private var run: JSONValue {
        let indexes = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return [
            "tool": ["driver": driver],
            "invocations": [
                [
                    "executionSuccessful": .bool(notifications.isEmpty),
                    "toolExecutionNotifications": .array(notifications.map(\.json)),
                ]
            ],
            // Columns are counted in characters of Unicode, not in units of UTF-16.
            "columnKind": "unicodeCodePoints",
            "results": .array(results.map { $0.json(ruleIndex: indexes[$0.rule]) }),
        ]
    }

    private var driver: JSONValue {
        [
            "name": "audit",
            "version": .string(version),
            "semanticVersion": .string(version),
            "informationUri": "urn:audit:tool",
            "rules": .array(rules.map(\.json)),
        ]
    }
}
