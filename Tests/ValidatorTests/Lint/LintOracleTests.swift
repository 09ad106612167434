import Testing

@testable import Validator

/// What the linter claims, held against the official suite: the validator itself is the judge.
@Suite struct LintOracleTests {
    /// The rules that say: this member checks nothing.
    private static let idle: Set<String> = [
        "unknown-keyword", "keyword-not-in-dialect", "keyword-never-applies", "keyword-without-partner",
        "unevaluated-nothing", "ref-siblings-ignored", "content-annotation-only", "format-annotation-only",
        "duplicate-value",
    ]

    @Test("What is said to check nothing can be removed without changing any verdict", arguments: OfficialSuite.drafts)
    func removal(draft: (folder: String, dialect: Dialect)) throws {
        let options = try Self.options(draft.dialect)
        var removed = 0
        for group in try Self.groups(draft.folder) {
            for finding in SchemaLint(options: options).findings(in: group.schema) where Self.isIdle(finding) {
                guard let smaller = group.schema.removing(finding.place.tokens[...]) else { continue }
                // A reference into the removed part, as into an unknown keyword, no longer compiles.
                guard let verdicts = try? Self.verdicts(of: smaller, on: group, options) else { continue }
                removed += 1
                let name = "\(group.file): \(group.description): \(finding.rule.id) \(finding.place)"
                #expect(try verdicts == Self.verdicts(of: group.schema, on: group, options), "\(name)")
            }
        }
        #expect(removed > 3)
    }

    @Test("Nor does it in random schemas, for random messages", arguments: [false, true])
    func randomRemoval(usesUnevaluated: Bool) throws {
        var random = RandomSchema(seed: usesUnevaluated ? 71 : 70)
        random.usesUnevaluated = usesUnevaluated
        var removed: [String: Int] = [:]
        for round in 0..<400 {
            let schema = random.schema(depth: 3)
            let findings = SchemaLint().findings(in: schema).filter(Self.isIdle)
            guard !findings.isEmpty else { continue }
            let messages = (0..<20).map { _ in random.message() }
            let verdicts = try Self.verdicts(of: schema, on: messages)
            for finding in findings {
                guard let smaller = schema.removing(finding.place.tokens[...]) else { continue }
                removed[finding.rule.id, default: 0] += 1
                let name = "round \(round): \(finding.rule.id) \(finding.place) in \(schema.serialized())"
                #expect(try Self.verdicts(of: smaller, on: messages) == verdicts, "\(name)")
            }
        }
        #expect(removed["keyword-never-applies", default: 0] > 5)
        #expect(removed["unreachable-branch", default: 0] > 0)
    }

    @Test("Where nothing is said to pass in a random schema, no random message does")
    func randomContradiction() throws {
        var random = RandomSchema(seed: 72)
        var hopeless = 0
        for round in 0..<800 {
            let schema = random.schema(depth: 2)
            let kinds = SchemaLint().findings(in: schema)
                .filter { $0.severity == .error && $0.place.tokens.count <= 2 }.compactMap(Self.hopelessKind)
            guard !kinds.isEmpty else { continue }
            hopeless += 1
            let messages = (0..<20).map { _ in random.message() }
            let verdicts = try Self.verdicts(of: schema, on: messages)
            for (message, isValid) in zip(messages, verdicts) where isValid {
                let isRefused = kinds.contains { $0.contains(KindSet(of: message)) }
                #expect(!isRefused, "round \(round): \(schema.serialized()) takes \(message.serialized())")
            }
        }
        #expect(hopeless > 5)
    }

    private static func isIdle(_ finding: LintFinding) -> Bool {
        if finding.rule.id == "unreachable-branch" { return finding.severity != .error }
        // A note is about what another validator, or an annotation, may still need.
        return idle.contains(finding.rule.id) && finding.severity != .note
            && finding.place.tokens.last != "dependencies"
    }

    @Test("Where nothing is said to pass, nothing passes", arguments: OfficialSuite.drafts)
    func contradiction(draft: (folder: String, dialect: Dialect)) throws {
        let options = try Self.options(draft.dialect)
        for group in try Self.groups(draft.folder) {
            for finding in SchemaLint(options: options).findings(in: group.schema)
            where finding.severity == .error && finding.place.tokens.count <= 2 {
                guard let kind = Self.hopelessKind(finding) else { continue }
                let passing = group.tests.filter { $0.isValid && kind.contains(KindSet(of: $0.data)) }
                #expect(passing.isEmpty, "\(group.file): \(group.description): \(finding.rule.id) \(finding.place)")
            }
        }
    }

    /// The kinds of which no value passes; nil for findings of another kind.
    private static func hopelessKind(_ finding: LintFinding) -> KindSet? {
        // Limits stand in the root itself only where their place is one name.
        guard finding.rule.id != "contradicting-bounds" || finding.place.tokens.count == 1 else { return nil }
        return switch (finding.rule.id, finding.place.tokens.first) {
        case ("refused-value", "const"), ("refused-value", "enum"), ("unreachable-branch", "allOf"): .all
        case ("required-undeclared", "required"): .object
        case ("contradicting-bounds", "minLength"): .string
        case ("contradicting-bounds", "minItems"), ("contradicting-bounds", "minContains"): .array
        case ("contradicting-bounds", "minProperties"), ("contradicting-bounds", "maxProperties"): .object
        case ("contradicting-bounds", _): .number
        default: nil
        }
    }

    private static func options(_ dialect: Dialect) throws -> SchemaOptions {
        let remotes = try OfficialSuite.remotes()
        return SchemaOptions(dialect: dialect) { remotes[$0] }
    }

    private static func groups(_ folder: String) throws -> [OfficialSuite.Group] {
        try OfficialSuite.groups(ofFolder: folder) + OfficialSuite.groups(ofFolder: "\(folder)/optional")
    }

    private static func verdicts(
        of schema: JSONValue, on group: OfficialSuite.Group, _ options: SchemaOptions
    ) throws -> [Bool] {
        try verdicts(of: schema, on: group.tests.map(\.data), options)
    }

    private static func verdicts(
        of schema: JSONValue, on messages: [JSONValue], _ options: SchemaOptions = SchemaOptions()
    ) throws -> [Bool] {
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: schema, options: options))
        let parser = JSONParser()
        return try messages.map { message in
            try Array(message.serialized().utf8).withUnsafeBytes { evaluator.isValid(try parser.parse($0)) }
        }
    }
}

extension JSONValue {
    /// The value without the member or item at that place; nil where there is none.
    fileprivate func removing(_ tokens: ArraySlice<String>) -> JSONValue? {
        guard let token = tokens.first else { return nil }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var object):
            guard let member = object[token] else { return nil }
            object[token] = rest.isEmpty ? nil : member.removing(rest)
            return rest.isEmpty || object[token] != nil ? .object(object) : nil
        case .array(var items):
            guard let index = Int(token), items.indices.contains(index) else { return nil }
            guard !rest.isEmpty else {
                items.remove(at: index)
                return .array(items)
            }
            guard let item = items[index].removing(rest) else { return nil }
            items[index] = item
            return .array(items)
        default: return nil
        }
    }
}
