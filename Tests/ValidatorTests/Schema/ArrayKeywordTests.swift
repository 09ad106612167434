import Testing
import Validator

@Suite("Errors of keywords on arrays")
struct ArrayKeywordTests {
    @Test("items are judged by place", arguments: itemsRows)
    func items(row: ErrorRow) throws { try row.check() }

    @Test("arrays have sizes", arguments: countsRows)
    func counts(row: ErrorRow) throws { try row.check() }

    @Test("uniqueItems compares values", arguments: uniqueRows)
    func unique(row: ErrorRow) throws { try row.check() }

    @Test("contains counts matches", arguments: containsRows)
    func contains(row: ErrorRow) throws { try row.check() }

    private static let itemsRows = [
        ErrorRow(
            "each wrong item",
            schema: #"{"items":{"type":"string"}}"#,
            message: #"["a",1,"b",2]"#,
            errors: [
                #"""
                type of "/1" by /items/type at #/items/type, bytes 5..<6, 1:6
                Expected string, found an integer of 1 character.
                """#,
                #"""
                type of "/3" by /items/type at #/items/type, bytes 11..<12, 1:12
                Expected string, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "by place and the rest",
            schema: #"{"prefixItems":[{"type":"string"},{"type":"null"}],"items":{"type":"boolean"}}"#,
            message: "[1,2,3]",
            errors: [
                #"""
                type of "/0" by /prefixItems/0/type at #/prefixItems/0/type, bytes 1..<2, 1:2
                Expected string, found an integer of 1 character.
                """#,
                #"""
                type of "/1" by /prefixItems/1/type at #/prefixItems/1/type, bytes 3..<4, 1:4
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/2" by /items/type at #/items/type, bytes 5..<6, 1:6
                Expected boolean, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "fewer than places",
            schema: #"{"prefixItems":[{"type":"string"},{"type":"null"}]}"#,
            message: #"["a"]"#),
        ErrorRow(
            "no more than places",
            schema: #"{"prefixItems":[true],"items":false}"#,
            message: "[1,2,3]",
            errors: [
                #"""
                false schema of "/1" by /items at #/items, bytes 3..<4, 1:4
                Expected nothing, found an integer of 1 character.
                """#,
                #"""
                false schema of "/2" by /items at #/items, bytes 5..<6, 1:6
                Expected nothing, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "older tuples",
            schema: #"""
                {"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}],"additionalItems"\#
                :{"type":"null"}}
                """#,
            message: "[1,2]",
            errors: [
                #"""
                type of "/0" by /items/0/type at #/items/0/type, bytes 1..<2, 1:2
                Expected string, found an integer of 1 character.
                """#,
                #"""
                type of "/1" by /additionalItems/type at #/additionalItems/type, bytes 3..<4, 1:4
                Expected null, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "a rest without a tuple says nothing",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","items":{},"additionalItems":false}"#,
            message: "[1,2]"),
        ErrorRow(
            "arrays in arrays",
            schema: #"{"items":{"items":{"type":"null"}}}"#,
            message: "[[null],[null,1]]",
            errors: [
                #"""
                type of "/1/1" by /items/items/type at #/items/items/type, bytes 14..<15, 1:15
                Expected null, found an integer of 1 character.
                """#
            ]),
    ]

    private static let countsRows = [
        ErrorRow(
            "too few",
            schema: #"{"minItems":2}"#,
            message: "[1]",
            errors: [
                #"""
                minItems of "" by /minItems at #/minItems, bytes 0..<3, 1:1
                Expected at least 2 items, found an array of 1 item.
                """#
            ]),
        ErrorRow(
            "too many",
            schema: #"{"maxItems":1}"#,
            message: "[1,2]",
            errors: [
                #"""
                maxItems of "" by /maxItems at #/maxItems, bytes 0..<5, 1:1
                Expected at most 1 item, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "a limit beyond 64 bits",
            schema: #"{"minItems":18446744073709551616}"#,
            message: "[1]",
            errors: [
                #"""
                minItems of "" by /minItems at #/minItems, bytes 0..<3, 1:1
                Expected at least 18446744073709551616 items, found an array of 1 item.
                """#
            ]),
        ErrorRow(
            "not for objects",
            schema: #"{"minItems":2}"#,
            message: "{}"),
    ]

    private static let uniqueRows = [
        ErrorRow(
            "the same twice",
            schema: #"{"uniqueItems":true}"#,
            message: "[1,2,1]",
            errors: [
                #"""
                uniqueItems of "" by /uniqueItems at #/uniqueItems, bytes 0..<7, 1:1
                Expected items that differ, found an array of 3 items.
                """#
            ]),
        ErrorRow(
            "the same in other words",
            schema: #"{"uniqueItems":true}"#,
            message: "[1,1.0]",
            errors: [
                #"""
                uniqueItems of "" by /uniqueItems at #/uniqueItems, bytes 0..<7, 1:1
                Expected items that differ, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "the same beyond eight items",
            schema: #"{"uniqueItems":true}"#,
            message: "[1,2,3,4,5,6,7,8,9,0.1e1]",
            errors: [
                #"""
                uniqueItems of "" by /uniqueItems at #/uniqueItems, bytes 0..<25, 1:1
                Expected items that differ, found an array of 10 items.
                """#
            ]),
        ErrorRow(
            "1 and true differ",
            schema: #"{"uniqueItems":true}"#,
            message: #"[1,true,"1",[1],{"a":1},null,0,false,"",[],{}]"#),
        ErrorRow(
            "objects whatever their order",
            schema: #"{"uniqueItems":true}"#,
            message: #"[{"a":1,"b":[2]},{"b":[2.0],"a":1e0}]"#,
            errors: [
                #"""
                uniqueItems of "" by /uniqueItems at #/uniqueItems, bytes 0..<37, 1:1
                Expected items that differ, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "objects of other values",
            schema: #"{"uniqueItems":true}"#,
            message: #"[{"a":1,"b":2},{"a":2,"b":1}]"#),
        ErrorRow(
            "neighbours beyond doubles",
            schema: #"{"uniqueItems":true}"#,
            message: "[9007199254740992,9007199254740993]"),
        ErrorRow(
            "é in one code point and in two",
            schema: #"{"uniqueItems":true}"#,
            message: #"["é","é"]"#),
        ErrorRow(
            "an escape and its character",
            schema: #"{"uniqueItems":true}"#,
            message: #"["\u0061","a"]"#,
            errors: [
                #"""
                uniqueItems of "" by /uniqueItems at #/uniqueItems, bytes 0..<14, 1:1
                Expected items that differ, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "not asked for",
            schema: #"{"uniqueItems":false}"#,
            message: "[1,1]"),
    ]

    private static let containsRows = [
        ErrorRow(
            "none",
            schema: #"{"contains":{"type":"string"}}"#,
            message: "[1,2]",
            errors: [
                #"""
                contains of "" by /contains at #/contains, bytes 0..<5, 1:1
                Expected at least 1 matching item, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "one",
            schema: #"{"contains":{"type":"string"}}"#,
            message: #"[1,"a"]"#),
        ErrorRow(
            "too few",
            schema: #"{"contains":{"type":"string"},"minContains":2}"#,
            message: #"["a",1]"#,
            errors: [
                #"""
                minContains of "" by /minContains at #/minContains, bytes 0..<7, 1:1
                Expected at least 2 matching items, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "too many",
            schema: #"{"contains":{"type":"string"},"maxContains":1}"#,
            message: #"["a","b"]"#,
            errors: [
                #"""
                maxContains of "" by /maxContains at #/maxContains, bytes 0..<9, 1:1
                Expected at most 1 matching item, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "none is enough",
            schema: #"{"contains":{"type":"string"},"minContains":0}"#,
            message: "[1]"),
        ErrorRow(
            "none is enough, but not two",
            schema: #"{"contains":{"type":"string"},"minContains":0,"maxContains":1}"#,
            message: #"["a","b"]"#,
            errors: [
                #"""
                maxContains of "" by /maxContains at #/maxContains, bytes 0..<9, 1:1
                Expected at most 1 matching item, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "draft 7 does not count",
            schema: #"""
                {"$schema":"http://json-schema.org/draft-07/schema#","contains":{"type":"string"},"maxContains":1}
                """#,
            message: #"["a","b"]"#),
        ErrorRow(
            "one that cannot be decided",
            schema: #"{"contains":{"pattern":"^(a+)+$"}}"#,
            message: #"["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"]"#,
            errors: [
                #"""
                contains of "" by /contains at #/contains, bytes 0..<45, 1:1
                Expected at least 1 matching item, found an array of 1 item.
                """#,
                #"""
                pattern of "/0" by /contains/pattern at #/contains/pattern, bytes 1..<44, 1:2
                Could not be decided: a match of ^(a+)+$.
                """#,
            ]),
    ]
}
