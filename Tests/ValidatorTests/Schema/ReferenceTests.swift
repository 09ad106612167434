import Testing
import Validator

@Suite("Errors through references")
struct ReferenceTests {
    @Test("$ref leads through both locations", arguments: placesRows)
    func places(row: ErrorRow) throws { try row.check() }

    @Test("dynamic references lead to the outermost anchor", arguments: dynamicRows)
    func dynamic(row: ErrorRow) throws { try row.check() }

    private static let placesRows = [
        ErrorRow(
            "to a definition",
            schema: ##"{"properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"null"}}}"##,
            message: #"{"a":1}"#,
            errors: [
                #"""
                type of "/a" by /properties/a/$ref/type at #/$defs/n/type, bytes 5..<6, 1:6
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "beside other keywords",
            schema: ##"{"$ref":"#/$defs/n","minimum":5,"$defs":{"n":{"maximum":1}}}"##,
            message: "3",
            errors: [
                #"""
                minimum of "" by /minimum at #/minimum, bytes 0..<1, 1:1
                Expected at least 5, found an integer of 1 character.
                """#,
                #"""
                maximum of "" by /$ref/maximum at #/$defs/n/maximum, bytes 0..<1, 1:1
                Expected at most 1, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "draft 7 takes it alone",
            schema: ##"""
                {"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$ref":"#/definitions/n","\##
                minimum":5}},"definitions":{"n":{"maximum":1}}}
                """##,
            message: #"{"a":3}"#,
            errors: [
                #"""
                maximum of "/a" by /properties/a/$ref/maximum at #/definitions/n/maximum, bytes 5..<6, 1:6
                Expected at most 1, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "through two references",
            schema: ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"type":"null"}}}"##,
            message: "1",
            errors: [
                #"""
                type of "" by /$ref/$ref/type at #/$defs/b/type, bytes 0..<1, 1:1
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "recursion",
            schema: ##"{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}"##,
            message: #"{"v":1,"next":{"v":"x","next":{"v":null}}}"#,
            errors: [
                #"""
                type of "/next/v" by /properties/next/$ref/properties/v/type at #/properties/v/type, bytes 19..<22, \#
                1:20
                Expected integer, found a string of 1 character.
                """#,
                #"""
                type of "/next/next/v" by /properties/next/$ref/properties/next/$ref/properties/v/type at \#
                #/properties/v/type, bytes 35..<39, 1:36
                Expected integer, found null.
                """#,
            ]),
        ErrorRow(
            "to an anchor",
            schema: ##"{"items":{"$ref":"#here"},"$defs":{"x":{"$anchor":"here","type":"null"}}}"##,
            message: "[1]",
            errors: [
                #"""
                type of "/0" by /items/$ref/type at #/$defs/x/type, bytes 1..<2, 1:2
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "to a resource with an identifier",
            schema: #"""
                {"$id":"https://e.org/root","items":{"$ref":"leaf"},"$defs":{"x":{"$id":"leaf","properties":{"a":{\#
                "type":"null"}}}}}
                """#,
            message: #"[{"a":1}]"#,
            errors: [
                #"""
                type of "/0/a" by /items/$ref/properties/a/type at https://e.org/leaf#/properties/a/type, bytes \#
                6..<7, 1:7
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "the base of the options",
            schema: #"{"items":{"type":"null"}}"#,
            message: "[1]",
            options: SchemaOptions(baseURI: "https://e.org/s.json"),
            errors: [
                #"""
                type of "/0" by /items/type at https://e.org/s.json#/items/type, bytes 1..<2, 1:2
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "an escaped pointer",
            schema: ##"{"$ref":"#/$defs/a~1b%25c","$defs":{"a/b%c":{"type":"null"}}}"##,
            message: "1",
            errors: [
                #"""
                type of "" by /$ref/type at #/$defs/a~1b%25c/type, bytes 0..<1, 1:1
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "the meta-schema",
            schema: #"{"$ref":"https://json-schema.org/draft/2020-12/schema"}"#,
            message: #"{"minLength":-1}"#,
            errors: [
                #"""
                minimum of "/minLength" by /$ref/allOf/3/$ref/properties/minLength/$ref/$ref/minimum at \#
                https://json-schema.org/draft/2020-12/meta/validation#/$defs/nonNegativeInteger/minimum, bytes \#
                13..<15, 1:14
                Expected at least 0, found an integer of 2 characters.
                """#
            ]),
    ]

    private static let dynamicRows = [
        ErrorRow(
            "$dynamicRef",
            schema: ##"""
                {"$id":"https://e.org/strict","$dynamicAnchor":"node","$ref":"tree","required":["v"],"$defs":{"tre\##
                e":{"$id":"tree","$dynamicAnchor":"node","properties":{"next":{"$dynamicRef":"#node"}}}}}
                """##,
            message: #"{"v":1,"next":{}}"#,
            errors: [
                #"""
                required of "/next" by /$ref/properties/next/$dynamicRef/required at https://e.org/strict#/required, \#
                bytes 14..<16, 1:15
                Missing: v.
                """#
            ]),
        ErrorRow(
            "$dynamicRef without an outer anchor",
            schema: ##"""
                {"$id":"https://e.org/loose","$ref":"tree","$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","\##
                type":"object","properties":{"next":{"$dynamicRef":"#node"}}}}}
                """##,
            message: #"{"next":1}"#,
            errors: [
                #"""
                type of "/next" by /$ref/properties/next/$dynamicRef/type at https://e.org/tree#/type, bytes 8..<9, \#
                1:9
                Expected object, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "$dynamicRef to a plain anchor",
            schema: ##"{"items":{"$dynamicRef":"#n"},"$defs":{"n":{"$anchor":"n","type":"null"}}}"##,
            message: "[1]",
            errors: [
                #"""
                type of "/0" by /items/$dynamicRef/type at #/$defs/n/type, bytes 1..<2, 1:2
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "$recursiveRef",
            schema: ##"""
                {"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"https://e.org/strict","$recursive\##
                Anchor":true,"$ref":"tree","required":["v"],"$defs":{"tree":{"$id":"tree","$recursiveAnchor":true,\##
                "properties":{"next":{"$recursiveRef":"#"}}}}}
                """##,
            message: #"{"v":1,"next":{}}"#,
            errors: [
                #"""
                required of "/next" by /$ref/properties/next/$recursiveRef/required at \#
                https://e.org/strict#/required, bytes 14..<16, 1:15
                Missing: v.
                """#
            ]),
        ErrorRow(
            "$recursiveRef without an anchor",
            schema: ##"""
                {"$schema":"https://json-schema.org/draft/2019-09/schema","properties":{"next":{"$recursiveRef":"#\##
                "}},"type":"object"}
                """##,
            message: #"{"next":1}"#,
            errors: [
                #"""
                type of "/next" by /properties/next/$recursiveRef/type at #/type, bytes 8..<9, 1:9
                Expected object, found an integer of 1 character.
                """#
            ]),
    ]

    @Test(
        "texts that Unicode calls equivalent are different names",
        arguments: [
            ##"{"\u0301x":{"type":"null"},"$ref":"#/%CC%81x"}"##,
            ##"{"\u0301x":{"type":"null"},"$ref":"#/\u0301x"}"##,
            ##"{"$ref":"#\u00e9","$defs":{"a":{"$anchor":"\u00e9","type":"null"},"b":{"$anchor":"e\u0301"}}}"##,
            ##"{"$ref":"#e\u0301","$defs":{"a":{"$anchor":"\u00e9"},"b":{"$anchor":"e\u0301","type":"null"}}}"##,
            ##"{"$ref":"e\u0301","$defs":{"a":{"$id":"\u00e9"},"b":{"$id":"e\u0301","type":"null"}}}"##,
        ])
    func exactNames(schema: String) throws {
        #expect(try SchemaEvaluator(try SchemaProgram(schema)).errors(of: "1").map(\.keyword) == ["type"])
    }

    @Test("an anchor in an identifier of draft 7 belongs to the schema that it names")
    func anchorWithIdentifier() throws {
        let schema = ##"""
            {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://e.org/root","items":{"$ref":"b#f"},
             "definitions":{"a":{"$id":"a#f"},"b":{"$id":"b#f","type":"null"}}}
            """##
        let errors = try SchemaEvaluator(try SchemaProgram(schema)).errors(of: "[1]")
        #expect(errors.map(\.absoluteKeywordLocation) == ["https://e.org/b#/type"])
    }
}
