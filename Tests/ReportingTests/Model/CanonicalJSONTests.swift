import Testing
import Validator

@testable import Reporting

@Suite struct CanonicalJSONTests {
    @Test("Names are ordered by their UTF-16 code units, as in RFC 8785, section 3.2.3")
    func order() {
        let value: JSONValue = [
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1F600}": "Emoji: Grinning Face", "\u{80}": "Control", "ö": "Latin Small Letter O",
        ]
        let expected =
            #"{"\r":"Carriage Return","1":"One","\#u{80}":"Control","ö":"Latin Small Letter O","#
            + #""€":"Euro Sign","😀":"Emoji: Grinning Face","\#u{fb33}":"Hebrew Letter Dalet With Dagesh"}"#
        #expect(String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self) == expected)
    }

    @Test("Texts are escaped as in RFC 8785, section 3.2.2.2")
    func escapes() {
        let value: JSONValue = ["\u{20ac}$\u{F}\nA'B\"\\\"/\u{8}\u{C}\t\u{7F}\u{1F}", true, .null, [], [:]]
        let expected = #"["€$\u000f\nA'B\"\\\"/\b\f\t"# + "\u{7F}" + #"\u001f",true,null,[],[]]"#
        let text = String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
        #expect(text == expected.replacing("[],[]]", with: "[],{}]"))
    }

    @Test(
        "A number is written in one way, whoever kept it",
        arguments: [
            ("0.00000042", "4.2e-7"), ("4.2e-7", "4.2e-7"), ("0.50", "0.5"), ("5E-1", "0.5"), ("100", "100"),
            ("9007199254740993", "9007199254740993"), ("1000000000000000000000", "1e+21"), ("1.0", "1"), ("-3", "-3"),
        ])
    func numbers(text: String, canonical: String) throws {
        #expect(String(decoding: CanonicalJSON.bytes(of: try JSONValue.parse(text)), as: UTF8.self) == canonical)
    }

    @Test("The digest covers all but itself and binds the run before")
    func seal() {
        let hash: ([UInt8]) -> String = { bytes in String(bytes.reduce(5381) { ($0 &* 33) ^ Int($1) }, radix: 16) }
        var report = Samples.load()
        #expect(!AuditReport.isIntact(report.json, hash: hash))
        report.seal(previousDigest: "aa", hash: hash)
        #expect(report.previousDigest == "aa")
        #expect(AuditReport.isIntact(report.json, hash: hash))
        let text = String(decoding: report.canonicalBytes, as: UTF8.self)
        #expect(!text.contains(#""digest""#))
        #expect(text.hasPrefix(#"{"checks":[{"dimension":"conformity","failure_count":49,"#))
        for tamper in Self.tampers {
            var changed = report
            tamper(&changed)
            #expect(!AuditReport.isIntact(changed.json, hash: hash))
        }
    }

    private static let tampers: [@Sendable (inout AuditReport) -> Void] = [
        { $0.run.status = .passed }, { $0.counts.loaded = 951 }, { $0.previousDigest = "ab" },
        { $0.checks[0].locations.removeLast() }, { $0.timing.elapsedSeconds += 0.001 }, { $0.tool.version += "1" },
    ]

    @Test("The canonical bytes of a report read back are the same")
    func stable() throws {
        let report = Samples.load()
        let read = try AuditReport(json: JSONValue.parse(report.jsonText))
        #expect(read.canonicalBytes == report.canonicalBytes)
    }
}
