import Reporting
import Testing
import Validator

@Suite struct AuditReportJSONTests {
    static let reports = [Samples.load(), Samples.check(), Samples.incomplete()]

    @Test("A report is read back from its JSON text", arguments: reports)
    func roundTrip(report: AuditReport) throws {
        #expect(try AuditReport(json: report.json) == report)
        #expect(try AuditReport(json: JSONValue.parse(report.jsonText)) == report)
    }

    @Test("The names of the design stand where scripts look for them")
    func names() {
        let json = Samples.load().json
        #expect(json["report_version"] == "1.0")
        #expect(json["tool"]?.object?.names == ["name", "version"])
        #expect(
            json["run"]?.object?.names == [
                "id", "command", "contract", "contract_version", "contract_fingerprint", "source", "database",
                "started_at", "ended_at", "status",
            ])
        #expect(
            json["counts"]?.object?.names == [
                "read", "valid", "invalid", "loaded", "replaced", "quarantined", "released", "acknowledged",
                "error_count",
            ])
        #expect(json["counts"]?["acknowledged"] == .null)
        #expect(json["checks"]?.array?.first?["locations"]?.array?.first?["offset"] == 1834)
        #expect(json["fields"]?.array?.last?["types"] == ["null": 120, "string": 880])
        #expect(json["run"]?["started_at"] == "2026-11-23T05:40:53.120Z")
    }

    @Test("A missing name is an error that names it, wherever it is")
    func missing() throws {
        for pointer in Self.places(in: Samples.load().json, at: JSONPointer()) {
            let changed = Self.removing(pointer.tokens[...], from: Samples.load().json)
            let error = #expect(throws: ReportFormatError.self) { try AuditReport(json: changed) }
            #expect(error?.pointer == pointer)
            #expect(error?.found == "nothing")
        }
    }

    @Test(
        "What does not belong there is an error with its place and without its value",
        arguments: [
            ("/run/status", JSONValue.string("green"), "one of passed, warned, failed, incomplete, interrupted"),
            ("/run/started_at", "yesterday", "a time in UTC with milliseconds"),
            ("/counts/read", 1.5, "an integer or null"),
            ("/counts/read", "1000", "an integer or null"), ("/reconciled", "yes", "a boolean or null"),
            ("/timing/elapsed_seconds", .null, "a number"), ("/checks", [:], "an array"),
            ("/checks/0", [], "an object"),
            ("/checks/0/kind", "row", "one of message, run, delivery"), ("/tool", "audit", "an object"),
            ("/checks/0/measured", true, "a number or null"), ("/report_version", "9.0", "version 1.0"),
            ("/checks/3/thresholds/0/values", [1, 2], "one number"), ("/surprise", 1, "no such name in this version"),
            ("/checks/0/locations/0/secret", "x", "no such name in this version"),
            ("/fields/0/types/text", 1, "a kind and its count"), ("/checks/3/thresholds/0/values/0", "5", "a number"),
        ] as [(String, JSONValue, String)])
    func wrong(place: String, value: JSONValue, expected: String) throws {
        let pointer = try #require(JSONPointer(place))
        let changed = Self.setting(pointer.tokens[...], to: value, in: Samples.load().json)
        let error = #expect(throws: ReportFormatError.self) { try AuditReport(json: changed) }
        #expect(error?.pointer == pointer)
        #expect(error?.expected == expected)
        #expect(error?.description.contains("green") == false)
    }

    @Test("What is no object is no report", arguments: [JSONValue.null, [], "report", 1, true])
    func noObject(value: JSONValue) {
        #expect(throws: ReportFormatError.self) { try AuditReport(json: value) }
    }

    @Test("Numbers that JSON cannot hold become null or 0, and the report can still be read")
    func notFinite() throws {
        var report = Samples.load()
        report.checks[0].measured = .nan
        report.timing.elapsedSeconds = .infinity
        let read = try AuditReport(json: JSONValue.parse(report.jsonText))
        #expect(read.checks[0].measured == nil)
        #expect(read.timing.elapsedSeconds == 0)
    }

    /// Every named place but those under `types`, whose names are free.
    private static func places(in value: JSONValue, at pointer: JSONPointer) -> [JSONPointer] {
        switch value {
        case .object(let object) where pointer.tokens.last != "types":
            object.flatMap { [pointer.appending($0.name)] + places(in: $0.value, at: pointer.appending($0.name)) }
        case .array(let items):
            items.enumerated().flatMap { places(in: $0.element, at: pointer.appending(String($0.offset))) }
        default: []
        }
    }

    private static func removing(_ tokens: ArraySlice<String>, from value: JSONValue) -> JSONValue {
        changing(tokens, in: value) { _ in nil }
    }

    private static func setting(_ tokens: ArraySlice<String>, to new: JSONValue, in value: JSONValue) -> JSONValue {
        changing(tokens, in: value) { _ in new }
    }

    private static func changing(
        _ tokens: ArraySlice<String>, in value: JSONValue, _ change: (JSONValue?) -> JSONValue?
    ) -> JSONValue {
        guard let first = tokens.first else { return value }
        let rest = tokens.dropFirst()
        switch value {
        case .object(var object):
            object[first] = rest.isEmpty ? change(object[first]) : object[first].map { changing(rest, in: $0, change) }
            return .object(object)
        case .array(var items):
            guard let index = Int(first), items.indices.contains(index) else { return value }
            items[index] = rest.isEmpty ? change(items[index]) ?? .null : changing(rest, in: items[index], change)
            return .array(items)
        default: return value
        }
    }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// A number with a fraction, for tables of tests.
    public init(floatLiteral value: Double) { self = .double(value) }
}
