import Testing
import Validator

@testable import Reporting

/// Logs in SARIF 2.1.0.
@Suite struct SARIFLogTests {
    private static let rules = ["a", "b"].map {
        SARIFRule(id: $0, summary: "S.", explanation: "E.", help: "H.", level: .warning)
    }

    private static func log(_ results: [SARIFResult], _ notifications: [SARIFNotification] = []) -> SARIFLog {
        SARIFLog(version: "1.2.3", rules: rules, results: results, notifications: notifications)
    }

    private static let place = SARIFPlace(path: "schemas/a b.yaml", line: 3, column: 7, name: "/type")

    @Test("A log keeps the standard's shape")
    func shape() throws {
        let results = [SARIFResult(rule: "b", level: .error, message: "m", place: Self.place)]
        let broken = [SARIFNotification(level: .error, message: "n", place: Self.place)]
        #expect(try SARIFShape.errors(in: Self.log([]).json) == [])
        #expect(try SARIFShape.errors(in: Self.log(results, broken).json) == [])
        // The shape itself refuses what the standard does.
        let wrong = SARIFPlace(path: "a", line: 0, column: 1)
        let refused = try SARIFShape.errors(
            in: Self.log([SARIFResult(rule: "a", level: .none, message: "", place: wrong)]).json)
        #expect(refused.count == 2)
    }

    @Test("A result names its rule, the rule's index, its level and its place")
    func result() throws {
        let log = Self.log([SARIFResult(rule: "b", level: .error, message: "m", place: Self.place)]).json
        let result = try #require(log["/runs/0/results/0" as JSONPointer])
        #expect(result["ruleId"] == "b")
        #expect(result["ruleIndex"] == 1)
        #expect(result["level"] == "error")
        #expect(result["/message/text" as JSONPointer] == "m")
        let physical = try #require(result["/locations/0/physicalLocation" as JSONPointer])
        #expect(physical["/artifactLocation/uri" as JSONPointer] == "schemas/a%20b.yaml")
        #expect(physical["region"] == ["startLine": 3, "startColumn": 7])
        #expect(result["/locations/0/logicalLocations/0/fullyQualifiedName" as JSONPointer] == "/type")
        #expect(log["/runs/0/columnKind" as JSONPointer] == "unicodeCodePoints")
    }

    @Test("The driver has the program's name, release and rules")
    func driver() throws {
        let driver = try #require(Self.log([]).json["/runs/0/tool/driver" as JSONPointer])
        #expect(driver["name"] == "audit")
        #expect(driver["version"] == "1.2.3")
        #expect(driver["/rules/0/id" as JSONPointer] == "a")
        #expect(driver["/rules/1/defaultConfiguration/level" as JSONPointer] == "warning")
    }

    @Test("Only a run without problems is a success")
    func success() {
        #expect(Self.log([]).json["/runs/0/invocations/0/executionSuccessful" as JSONPointer] == true)
        let failed = Self.log([], [SARIFNotification(level: .error, message: "n")])
        #expect(failed.json["/runs/0/invocations/0/executionSuccessful" as JSONPointer] == false)
    }

    @Test(
        "A path becomes a URI reference",
        arguments: [
            ("a.yaml", "a.yaml"), ("/tmp/a.yaml", "file:///tmp/a.yaml"), ("a:b.yaml", "a%3Ab.yaml"),
            ("ü#?%.yaml", "%C3%BC%23%3F%25.yaml"), ("../a.yaml", "../a.yaml"),
        ])
    func paths(_ path: String, _ uri: String) {
        #expect(SARIFPlace.uri(of: path) == uri)
    }

    @Test("The text ends with a newline and reads back the same")
    func text() throws {
        let log = Self.log([SARIFResult(rule: "a", level: .note, message: "a \"quoted\" line\n", place: Self.place)])
        #expect(log.text.hasSuffix("}\n"))
        #expect(try JSONValue.parse(log.text) == log.json)
    }
}
