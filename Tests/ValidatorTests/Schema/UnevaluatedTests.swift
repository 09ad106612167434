import Testing
import Validator

@Suite("Errors of what no other keyword looked at")
struct UnevaluatedTests {
    @Test("unevaluatedProperties", arguments: membersRows)
    func members(row: ErrorRow) throws { try row.check() }

    @Test("unevaluatedItems", arguments: itemsRows)
    func items(row: ErrorRow) throws { try row.check() }

    private static let membersRows = [
        ErrorRow(
            "beside properties",
            schema: #"{"properties":{"a":{}},"unevaluatedProperties":false}"#,
            message: #"{"a":1,"secret":2,"x":3}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 7..<15, 1:8
                2 undeclared: a name of 6 characters, a name of 1 character.
                """#
            ]),
        ErrorRow(
            "through allOf",
            schema: #"{"allOf":[{"properties":{"a":{}}}],"unevaluatedProperties":false}"#,
            message: #"{"a":1,"b":2}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 7..<10, 1:8
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "through the branch that holds",
            schema: #"""
                {"anyOf":[{"properties":{"a":{"type":"null"}},"required":["a"]},{"properties":{"b":{}},"required":\#
                ["b"]}],"unevaluatedProperties":false}
                """#,
            message: #"{"a":1,"b":2}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 1..<4, 1:2
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "through a reference",
            schema: ##"{"$ref":"#/$defs/x","unevaluatedProperties":false,"$defs":{"x":{"properties":{"a":{}}}}}"##,
            message: #"{"a":1}"#),
        ErrorRow(
            "not through not",
            schema: #"{"not":{"not":{"properties":{"a":{}}}},"unevaluatedProperties":false}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 1..<4, 1:2
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "through if and then",
            schema: #"""
                {"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"properties":{"a":{}}},"unevaluate\#
                dProperties":false}
                """#,
            message: #"{"k":1,"a":2,"b":3}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 13..<16, 1:14
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "through else",
            schema: #"""
                {"if":{"properties":{"k":{"const":1}},"required":["k"]},"else":{"properties":{"a":{}}},"unevaluate\#
                dProperties":false}
                """#,
            message: #"{"k":2,"a":2}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 1..<4, 1:2
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "through dependentSchemas",
            schema: #"""
                {"dependentSchemas":{"a":{"properties":{"b":{}}}},"properties":{"a":{}},"unevaluatedProperties":fa\#
                lse}
                """#,
            message: #"{"a":1,"b":2,"c":3}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 13..<16, 1:14
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "patterns and additionalProperties",
            schema: #"""
                {"allOf":[{"patternProperties":{"^a":{}}},{"patternProperties":{"^b":{}}}],"unevaluatedProperties"\#
                :false}
                """#,
            message: #"{"a":1,"b":2,"c":3}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at #/unevaluatedProperties, bytes 13..<16, 1:14
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "a schema for them",
            schema: #"{"properties":{"a":{}},"unevaluatedProperties":{"type":"null"}}"#,
            message: #"{"a":1,"b":2}"#,
            errors: [
                #"""
                type of "/<undeclared:1>" by /unevaluatedProperties/type at #/unevaluatedProperties/type, bytes \#
                11..<12, 1:12
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "one inside looks at all",
            schema: #"{"allOf":[{"unevaluatedProperties":true}],"unevaluatedProperties":false}"#,
            message: #"{"a":1}"#),
        ErrorRow(
            "2020-12 through a dynamic reference",
            schema: ##"""
                {"$id":"https://e.org/r","$dynamicRef":"#x","unevaluatedProperties":false,"$defs":{"x":{"$dynamicA\##
                nchor":"x","properties":{"a":{}}}}}
                """##,
            message: #"{"a":1,"b":1}"#,
            errors: [
                #"""
                unevaluatedProperties of "" by /unevaluatedProperties at https://e.org/r#/unevaluatedProperties, \#
                bytes 7..<10, 1:8
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "unknown to draft 7",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","unevaluatedProperties":false}"#,
            message: #"{"a":1}"#),
    ]

    private static let itemsRows = [
        ErrorRow(
            "beside prefixItems",
            schema: #"{"prefixItems":[true],"unevaluatedItems":false}"#,
            message: #"[1,"ab",[3]]"#,
            errors: [
                #"""
                unevaluatedItems of "" by /unevaluatedItems at #/unevaluatedItems, bytes 3..<7, 1:4
                2 unexpected: a string of 2 characters, an array of 1 item.
                """#
            ]),
        ErrorRow(
            "beside items",
            schema: #"{"items":true,"unevaluatedItems":false}"#,
            message: "[1,2]"),
        ErrorRow(
            "contains looks at what it finds",
            schema: #"{"contains":{"type":"string"},"unevaluatedItems":false}"#,
            message: #"["a",1]"#,
            errors: [
                #"""
                unevaluatedItems of "" by /unevaluatedItems at #/unevaluatedItems, bytes 5..<6, 1:6
                1 unexpected: an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "2019-09 does not count contains",
            schema: #"""
                {"$schema":"https://json-schema.org/draft/2019-09/schema","contains":{"type":"string"},"unevaluate\#
                dItems":false}
                """#,
            message: #"["a"]"#,
            errors: [
                #"""
                unevaluatedItems of "" by /unevaluatedItems at #/unevaluatedItems, bytes 1..<4, 1:2
                1 unexpected: a string of 1 character.
                """#
            ]),
        ErrorRow(
            "2019-09 has tuples",
            schema: #"""
                {"$schema":"https://json-schema.org/draft/2019-09/schema","items":[true],"unevaluatedItems":false}
                """#,
            message: "[1,2]",
            errors: [
                #"""
                unevaluatedItems of "" by /unevaluatedItems at #/unevaluatedItems, bytes 3..<4, 1:4
                1 unexpected: an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "a schema for them",
            schema: #"{"prefixItems":[true],"unevaluatedItems":{"type":"null"}}"#,
            message: "[1,2]",
            errors: [
                #"""
                type of "/1" by /unevaluatedItems/type at #/unevaluatedItems/type, bytes 3..<4, 1:4
                Expected null, found an integer of 1 character.
                """#
            ]),
    ]
}
