import Testing

@testable import Validator

/// A check of a definition that several places share is about none of them alone.
@Suite("Checks of shared definitions")
struct SharedDefinitionTests {
    /// Each check as `place keyword`; a definition's place begins with `#`.
    private static func checks(_ schema: String) throws -> [String] {
        try SchemaProgram(schema).checks.map { check in
            "\(check.definition ?? check.field) \(check.keyword)"
        }
    }

    @Test("one place keeps its name, however many references lead to it")
    func onePlace() throws {
        let schema =
            ##"{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"$ref":"#/$defs/y"},"y":{"type":"string"}}}"##
        #expect(try Self.checks(schema) == ["/a type"])
    }

    @Test("several places: the definition's own place, for what it holds too")
    func shared() throws {
        let schema = """
            {"properties": {"a": {"$ref": "#/$defs/s"}, "b": {"items": {"$ref": "#/$defs/s"}}, "c": {"type": "null"}},
             "$defs": {"s": {"minProperties": 1, "required": ["n/m"], "properties": {"n/m": {"type": "integer"}}}}}
            """
        #expect(
            try Set(Self.checks(schema)) == [
                "#/$defs/s minProperties", "#/$defs/s/n~1m required", "#/$defs/s/properties/n~1m type", "/c type",
            ])
    }

    @Test("the same place twice is one place")
    func samePlace() throws {
        let schema = ##"{"allOf":[{"$ref":"#/$defs/s"},{"$ref":"#/$defs/s"}],"$defs":{"s":{"type":"object"}}}"##
        #expect(try Self.checks(schema) == [" type"])
    }

    @Test("a schema that recurses keeps the names of its first level")
    func recursion() throws {
        let schema = ##"{"type":"object","properties":{"v":{"type":"integer"},"kids":{"items":{"$ref":"#"}}}}"##
        #expect(try Set(Self.checks(schema)) == [" type", "/v type"])
    }

    @Test("errors lead to the definition's check, whichever place they are at")
    func errors() throws {
        let program = try SchemaProgram(
            ##"{"properties":{"a":{"$ref":"#/$defs/s"},"b":{"$ref":"#/$defs/s"}},"$defs":{"s":{"type":"string"}}}"##)
        let evaluator = SchemaEvaluator(program)
        for (message, place) in [(##"{"a":1}"##, "/a"), (##"{"b":1}"##, "/b")] {
            let errors = try evaluator.errors(of: message)
            #expect(errors.map(\.instancePointer) == [place])
            #expect(errors.flatMap(\.checks).map { program.checks[$0].definition } == ["#/$defs/s"])
        }
    }

    @Test("what only a dynamic reference may find is at no place that is known")
    func dynamic() throws {
        let schema = """
            {"$id": "https://e.org/list", "properties": {"items": {"$ref": "generic"}},
             "$defs": {
                "own": {"$dynamicAnchor": "item", "type": "string"},
                "generic": {"$id": "generic", "items": {"$dynamicRef": "#item"}, "$defs": {"any": {"$dynamicAnchor": "item", "not": {}}}}}}
            """
        #expect(try Self.checks(schema).contains("#/$defs/own type"))
    }
}
