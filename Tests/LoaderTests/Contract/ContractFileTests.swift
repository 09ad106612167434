import Testing
import Validator

@testable import Loader

@Suite struct ContractFileTests {
    private func parse(_ text: String, _ path: String = "c.yaml") throws -> ContractFile {
        try ContractFile.parse(Array(text.utf8), path: path)
    }

    @Test(
        "a plain scalar is what JSON would make of it, and else a string",
        arguments: [
            ("no", "no"), ("on", "on"), ("yes", "yes"), ("1_000", "1_000"), ("12:30", "12:30"), ("0x1F", "0x1F"),
            ("2026-01-31", "2026-01-31"), (".inf", ".inf"), ("'1'", "1"), ("\"true\"", "true"), ("!!str 5", "5"),
            ("1", 1), ("-7", -7), ("true", true), ("null", .null), ("~", .null), ("", .null), ("01", "01"),
            ("True", "True"), ("FALSE", "FALSE"), ("NULL", "NULL"), ("Null", "Null"),
        ] as [(String, JSONValue)])
    func scalars(_ text: String, _ expected: JSONValue) throws {
        #expect(try parse("a: \(text)\n").value["a"] == expected)
    }

    @Test("keys and values know their places, in YAML and in JSON")
    func positions() throws {
        let yaml = try parse("a:\n  - b: 1\n    \"ü c\": {d: [x, y]}\n").positions
        #expect(yaml.key(at: "/a/0/b") == .init(line: 2, column: 5))
        #expect(yaml.value(at: "/a/0/b") == .init(line: 2, column: 8))
        #expect(yaml.value(at: "/a/0/ü c/d/1") == .init(line: 3, column: 20))
        #expect(yaml.value(at: "/a/0/none/at/all") == .init(line: 2, column: 5))
        let json = try parse("{\n  \"ü\": [1,\n {\"b\": true}]}", "c.json").positions
        #expect(json.key(at: "/ü") == .init(line: 2, column: 3))
        #expect(json.value(at: "/ü/1/b") == .init(line: 3, column: 8))
    }

    @Test("JSON is read as JSON whatever the file is called")
    func jsonContent() throws {
        let file = try parse(#"{"a": "\ud83d\ude00", "b": 1.0}"#, "c.yaml")
        #expect(file.value["a"] == "😀")
        #expect(try parse("{a: b, c: [d]}\n").value["c"] == ["d"])
    }

    @Test("anchors and aliases are expanded")
    func aliases() throws {
        let value = try parse("a: &x {b: [1, 2]}\nc: *x\n").value
        #expect(value["c"] == value["a"])
    }

    @Test(
        "what is not one clean document is refused with its place",
        arguments: [
            ("a: 1\na: 2\n", "c.yaml:1:1: the key 'a' stands twice in one mapping"),
            ("a: [1\n", "c.yaml:2:1: while parsing a flow sequence"),
            ("a: 1\n---\nb: 2\n", "c.yaml:2:1: expected a single document in the stream"),
            ("a: *nowhere\n", "c.yaml:1:4: found undefined alias"),
            ("? [a, b]\n: c\n", "c.yaml:1:3: a key must be a plain name"),
            ("a: !!binary aGk=\n", "c.yaml:1:4: the tag 'tag:yaml.org,2002:binary' is not known"),
            ("", "c.yaml:1:1: the file is empty"),
            ("\ta: 1\n", "c.yaml:1:1: "),
        ])
    func refused(_ text: String, _ expected: String) {
        let problem = #expect(throws: ContractProblem.self) { try parse(text) }
        let description = problem?.description ?? ""
        #expect(description.hasPrefix(expected))
        #expect(problem?.code == .syntax)
    }

    @Test("aliases that expand without end are stopped")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        let problem = #expect(throws: ContractProblem.self) { try parse(text) }
        #expect(problem?.message == "the aliases or the nesting of this file expand too far")
    }

    @Test("a file that is missing, a folder, or not UTF-8 is refused in words")
    func unreadable() throws {
        let folder = try ContractFolder()
        #expect(throws: ContractProblem.self) { try ContractFile(path: folder.path + "/none.yaml") }
        #expect(throws: ContractProblem.self) { try ContractFile(path: folder.path) }
        let problem = #expect(throws: ContractProblem.self) { try ContractFile.parse([0x61, 0xFF], path: "c.yaml") }
        #expect(problem?.message == "the text is not UTF-8")
    }
}
