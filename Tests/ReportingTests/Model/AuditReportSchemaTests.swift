import Reporting
import Testing
import Validator

/// The published schema and the reports, held against each other by our own validator.
@Suite struct AuditReportSchemaTests {
    private let schema: JSONValue
    private let program: SchemaProgram

    init() throws {
        schema = try JSONValue.parse(Repository.text("schemas/audit-report.schema.json"))
        program = try SchemaProgram(compiling: schema)
    }

    private func errors(in text: String) throws -> [ValidationError] {
        let parser = JSONParser()
        return try Array(text.utf8).withUnsafeBytes { bytes in
            SchemaEvaluator(program).errors(in: try parser.parse(bytes))
        }
    }

    @Test("Every report is valid", arguments: AuditReportJSONTests.reports)
    func valid(report: AuditReport) throws { #expect(try errors(in: report.jsonText).isEmpty) }

    @Test("Whatever text and states a report holds, it is valid")
    func hostile() throws {
        var random = HostileText(seed: 8)
        for round in 0..<60 {
            var report = random.report()
            report.run.contractFingerprint = nil
            #expect(try errors(in: report.jsonText).isEmpty, "round \(round)")
        }
    }

    @Test("A sealed report is valid")
    func sealed() throws {
        var report = Samples.load()
        report.seal(previousDigest: nil) { _ in String(repeating: "0f", count: 32) }
        #expect(try errors(in: report.jsonText).isEmpty)
    }

    @Test("A digest or a time of another form is found")
    func patterns() throws {
        var report = Samples.load()
        report.digest = "0F"
        let text = report.jsonText.replacing("2026-11-23T05:40:53.120Z", with: "2026-11-23T05:40:53Z")
        let found = try Set(errors(in: text).map(\.instancePointer))
        #expect(found == ["/digest", "/run/started_at"])
    }

    @Test("Every word that the model knows is in the schema, and no other")
    func words() {
        expect(AuditReport.RunStatus.self, at: "/$defs/run/properties/status/enum")
        expect(AuditReport.CheckStatus.self, at: "/$defs/check/properties/status/enum")
        expect(AuditReport.CheckKind.self, at: "/$defs/check/properties/kind/enum")
        expect(AuditReport.Severity.self, at: "/$defs/check/properties/severity/enum")
        expect(AuditReport.Severity.self, at: "/$defs/threshold/properties/severity/enum")
        expect(AuditReport.Dimension.self, at: "/$defs/check/properties/dimension/enum")
        expect(AuditReport.Comparison.self, at: "/$defs/threshold/properties/comparison/enum")
        expect(JSONKind.self, at: "/$defs/field/properties/types/propertyNames/enum")
        #expect(schema["/properties/report_version/const" as JSONPointer]?.string == AuditReport.version)
    }

    private func expect<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type, at place: JSONPointer
    ) where Word.RawValue == String {
        let words = schema[place]?.array?.compactMap(\.string) ?? []
        #expect(words == type.allCases.map(\.rawValue), "\(place)")
    }

    @Test("Every object of the schema is closed, requires all its names and describes each")
    func strict() throws {
        var objects = try #require(schema["$defs"]?.object).members.filter { $0.name != "moment" }
        objects.append(("report", schema))
        for (name, definition) in objects {
            let properties = try #require(definition["properties"]?.object, "\(name)")
            #expect(definition["additionalProperties"] == false, "\(name)")
            #expect(definition["required"]?.array?.compactMap(\.string) == properties.names, "\(name)")
            for property in properties {
                let target = property.value["$ref"]?.string.flatMap { JSONPointer(String($0.dropFirst())) }
                let described = target.flatMap { schema[$0] } ?? property.value
                #expect(described["description"]?.string?.isEmpty == false, "\(name) \(property.name)")
            }
        }
    }

    @Test(
        "What does not belong there is found",
        arguments: [
            (#""status": "failed""#, #""status": "green""#), (#""read": 1000"#, #""read": -1"#),
            (#""read": 1000"#, #""read": 1000.5"#), (#""line": 12"#, #""line": 0"#),
            (#""started_at""#, #""start""#), (#""name": "audit","#, #""title": "audit","#),
            (#""report_version": "1.0""#, #""report_version": "2.0""#), (#""string": 998"#, #""text": 998"#),
            (#""elapsed_seconds": 0.412"#, #""elapsed_seconds": null"#), (#""reconciled": true"#, #""reconciled": 1"#),
        ])
    func invalid(from: String, to: String) throws {
        let text = Samples.load().jsonText
        let broken = text.replacing(from, with: to, maxReplacements: 1)
        #expect(broken != text)
        #expect(try !errors(in: broken).isEmpty)
    }
}

extension SchemaEvaluator {
    /// Whether the document of that text is valid.
    fileprivate func isValid(_ text: String) throws -> Bool {
        let parser = JSONParser()
        return try Array(text.utf8).withUnsafeBytes { isValid(try parser.parse($0)) }
    }
}
