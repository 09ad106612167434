import Reporting
import Testing
import Validator

@testable import Loader

/// Masks without a key over values that can all be tried.
@Suite struct WeakMaskTests {
    private static func contract(_ field: String, mask: String, from: String = "/f") -> String {
        """
        contract: c
        version: 1.0.0
        message:
          type: object
          properties:
            f: \(field)
        load:
          table: t
          columns:
            c: {from: \(from), type: text, mask: \(mask)}
        """
    }

    private static func findings(_ text: String) throws -> [String] {
        let folder = try ContractFolder()
        let report = SchemaFileLinter().report(on: [try folder.write(text, to: "c.yaml")])
        #expect(report.problems.isEmpty)
        return report.findings.filter { $0.finding.rule.id == "weak-mask" }
            .map { "\($0.line):\($0.column) \($0.finding.message)" }
    }

    @Test(
        "sha256 of a small domain is weak, and its size is told",
        arguments: [
            ("{type: string, format: ipv4}", "about 4.3e9"), ("{type: string, enum: [m, f]}", "2"),
            ("{type: string, format: date}", "36525"), ("{type: string, maxLength: 7}", "about 7.0e13"),
            ("{type: string, pattern: '^[0-9]{3}-[0-9]{2}-[0-9]{4}$'}", "about 1.0e9"),
            ("{type: [string, 'null'], const: a}", "1"),
            ("{anyOf: [{type: string, format: ipv4}, {enum: [none]}]}", "about 4.3e9"),
            ("{type: string, allOf: [{format: ipv4}]}", "about 4.3e9"),
        ])
    func weak(_ field: String, _ count: String) throws {
        let expected = "10:46 sha256 of /f is undone by trying all values: there are at most \(count)"
        #expect(try Self.findings(Self.contract(field, mask: "{method: sha256}")) == [expected])
    }

    @Test(
        "A domain that is large, or not known to be small, is not",
        arguments: [
            "{type: string}", "{type: string, format: uuid}", "{type: string, format: ipv6}",
            "{type: string, maxLength: 8}", "{type: string, pattern: '[0-9]{3}'}", "{type: string, minLength: 2}",
            "{anyOf: [{type: string, format: ipv4}, {type: string}]}", "{type: string, pattern: '^[0-9a-f]{64}$'}",
        ])
    func strong(_ field: String) throws {
        #expect(try Self.findings(Self.contract(field, mask: "{method: sha256}")).isEmpty)
    }

    @Test(
        "A keyed mask, and one that keeps nothing, is not",
        arguments: ["{method: hmac, domain: d}", "{method: redact}"])
    func otherMethods(_ mask: String) throws {
        #expect(try Self.findings(Self.contract("{type: string, format: ipv4}", mask: mask)).isEmpty)
    }
}
