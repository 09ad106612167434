import Testing
import Validator

@testable import Loader

@Suite struct FieldSlotsTests {
    private let parser = JSONParser()

    private func fill(_ slots: FieldSlots, _ text: String, _ body: (JSONNode) -> Void = { _ in }) throws {
        try Array(text.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            slots.fill(node)
            body(node)
        }
    }

    @Test("one walk finds nested members, items and escaped names")
    func places() throws {
        let table = FieldTable(["/a", "/b/c", "/d/1", "/d/1/x", "/e~1f", "", "/a"])
        #expect(table.pointers.count == 6)
        let slots = FieldSlots(table)
        try fill(slots, #"{"d": [0, {"x": 5}], "e\/f": true, "b": {"z": 0, "c": "deep"}, "a": null}"#) { node in
            let texts = table.pointers.indices.map { slots[$0].map { node.node(at: $0).value.serialized() } }
            #expect(texts[0] == "null")
            #expect(texts[1] == "\"deep\"")
            #expect(texts[2] == #"{"x":5}"#)
            #expect(texts[3] == "5")
            #expect(texts[4] == "true")
            #expect(slots[5] == 0)
        }
        try fill(slots, "[]") { _ in
            #expect((0..<5).allSatisfy { slots[$0] == nil })
        }
    }

    @Test("of a name that stands twice the last member counts, where that is allowed")
    func duplicates() throws {
        let parser = JSONParser(allowsDuplicateNames: true)
        let slots = FieldSlots(FieldTable(["/a/b", "/a", "/c"]))
        try Array(#"{"c": 1, "a": {"b": 1}, "c": 2, "a": {}}"#.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            slots.fill(node)
            #expect(slots[0] == nil)
            #expect(slots[1].map { node.node(at: $0).count } == 0)
            #expect(slots[2].map { node.node(at: $0).value } == 2)
        }
        let counts = slots.takeCounts()
        #expect((0..<3).map { counts.present($0) } == [0, 1, 1])
    }

    @Test("a field is counted by kind and by null")
    func tallies() throws {
        let slots = FieldSlots(FieldTable(["/a"]))
        for text in ["1", "1.0", "1.5", "null", "\"x\"", "true", "[]", "{}"] { try fill(slots, "{\"a\": \(text)}") }
        try fill(slots, "{}")
        let counts = slots.takeCounts()
        #expect(counts.present(0) == 8)
        #expect(counts.null(0) == 1)
        #expect(
            counts.types(0) == [.integer: 2, .number: 1, .null: 1, .string: 1, .boolean: 1, .array: 1, .object: 1])
        var sum = FieldCounts()
        #expect(sum.present(0) == 0 && sum.types(0).isEmpty)
        sum.add(counts)
        sum.add(counts)
        #expect(sum.present(0) == 16)
        #expect(sum.types(0)[.integer] == 4)
        // What was taken is not counted again.
        #expect(slots.takeCounts().present(0) == 0)
    }

    @Test("the shipped contract's fields are those of its schema")
    func shipped() throws {
        let contract = try Contract.load(path: Repository.root + "/schemas/user_logins.yaml")
        #expect(
            FieldTable(contract).pointers.map(\.description)
                == ["/user_id", "/app_version", "/device_type", "/ip", "/locale", "/device_id"])
    }
}
