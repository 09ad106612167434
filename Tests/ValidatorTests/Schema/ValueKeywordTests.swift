import Testing
import Validator

@Suite("Errors of type, const and enum")
struct ValueKeywordTests {
    @Test("type refuses every other kind and says what came", arguments: typesRows)
    func types(row: ErrorRow) throws { try row.check() }

    @Test("integers are known by their value", arguments: integersRows)
    func integers(row: ErrorRow) throws { try row.check() }

    @Test("const and enum compare values, not texts", arguments: constantsRows)
    func constants(row: ErrorRow) throws { try row.check() }

    private static let typesRows = [
        ErrorRow(
            "null is no string",
            schema: #"{"type":"string"}"#,
            message: "null",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<4, 1:1
                Expected string, found null.
                """#
            ]),
        ErrorRow(
            "a boolean is no string",
            schema: #"{"type":"string"}"#,
            message: "true",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<4, 1:1
                Expected string, found a boolean.
                """#
            ]),
        ErrorRow(
            "an integer is no string",
            schema: #"{"type":"string"}"#,
            message: "17",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<2, 1:1
                Expected string, found an integer of 2 characters.
                """#
            ]),
        ErrorRow(
            "a fraction is no string",
            schema: #"{"type":"string"}"#,
            message: "1.5",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<3, 1:1
                Expected string, found a number of 3 characters.
                """#
            ]),
        ErrorRow(
            "an array of one is no string",
            schema: #"{"type":"string"}"#,
            message: #"["a"]"#,
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<5, 1:1
                Expected string, found an array of 1 item.
                """#
            ]),
        ErrorRow(
            "an array of two is no string",
            schema: #"{"type":"string"}"#,
            message: "[1,2]",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<5, 1:1
                Expected string, found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "an object is no string",
            schema: #"{"type":"string"}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<7, 1:1
                Expected string, found an object of 1 member.
                """#
            ]),
        ErrorRow(
            "a string is no number",
            schema: #"{"type":"number"}"#,
            message: #""abc""#,
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<5, 1:1
                Expected number, found a string of 3 characters.
                """#
            ]),
        ErrorRow(
            "a string is no null",
            schema: #"{"type":"null"}"#,
            message: #""""#,
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<2, 1:1
                Expected null, found a string of 0 characters.
                """#
            ]),
        ErrorRow(
            "a string is no boolean",
            schema: #"{"type":"boolean"}"#,
            message: #""é""#,
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<4, 1:1
                Expected boolean, found a string of 1 character.
                """#
            ]),
        ErrorRow(
            "an array is no object",
            schema: #"{"type":"object"}"#,
            message: "[]",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<2, 1:1
                Expected object, found an array of 0 items.
                """#
            ]),
        ErrorRow(
            "an object is no array",
            schema: #"{"type":"array"}"#,
            message: "{}",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<2, 1:1
                Expected array, found an object of 0 members.
                """#
            ]),
        ErrorRow(
            "one of several",
            schema: #"{"type":["string","null"]}"#,
            message: "17",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<2, 1:1
                Expected string or null, found an integer of 2 characters.
                """#
            ]),
        ErrorRow(
            "each of several holds",
            schema: #"{"type":["string","null"]}"#,
            message: "null"),
    ]

    private static let integersRows = [
        ErrorRow(
            "a fraction is no integer",
            schema: #"{"type":"integer"}"#,
            message: "1.5",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<3, 1:1
                Expected integer, found a number of 3 characters.
                """#
            ]),
        ErrorRow(
            "1.0 is an integer",
            schema: #"{"type":"integer"}"#,
            message: "1.0"),
        ErrorRow(
            "1e2 is an integer",
            schema: #"{"type":"integer"}"#,
            message: "1e2"),
        ErrorRow(
            "1e-2 is none",
            schema: #"{"type":"integer"}"#,
            message: "1e-2",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<4, 1:1
                Expected integer, found a number of 4 characters.
                """#
            ]),
        ErrorRow(
            "100 digits are an integer",
            schema: #"{"type":"integer"}"#,
            message: #"""
                12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678\#
                90
                """#),
        ErrorRow(
            "1e400 is an integer",
            schema: #"{"type":"integer"}"#,
            message: "1e400"),
        ErrorRow(
            "an integer is a number",
            schema: #"{"type":"number"}"#,
            message: "3"),
        ErrorRow(
            "in draft 4, 1.0 is none",
            schema: #"{"$schema":"http://json-schema.org/draft-04/schema#","type":"integer"}"#,
            message: "1.0",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 0..<3, 1:1
                Expected integer without a point, found an integer of 3 characters.
                """#
            ]),
        ErrorRow(
            "in draft 6 it is",
            schema: #"{"$schema":"http://json-schema.org/draft-06/schema#","type":"integer"}"#,
            message: "1.0"),
        ErrorRow(
            "number and integer together take a fraction",
            schema: #"{"type":["integer","number"]}"#,
            message: "1.5"),
    ]

    private static let constantsRows = [
        ErrorRow(
            "another string",
            schema: #"{"const":"a"}"#,
            message: #""b""#,
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<3, 1:1
                Expected a, found a string of 1 character.
                """#
            ]),
        ErrorRow(
            "another kind",
            schema: #"{"const":"1"}"#,
            message: "1",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<1, 1:1
                Expected "1", found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "another number",
            schema: #"{"const":1}"#,
            message: "2",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<1, 1:1
                Expected 1, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "the same number in other words",
            schema: #"{"const":1}"#,
            message: "1.0"),
        ErrorRow(
            "the same number with an exponent",
            schema: #"{"const":100}"#,
            message: "1e2"),
        ErrorRow(
            "neighbours beyond the precision of doubles",
            schema: #"{"const":9007199254740993}"#,
            message: "9007199254740992",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<16, 1:1
                Expected 9007199254740993, found an integer of 16 characters.
                """#
            ]),
        ErrorRow(
            "false is not 0",
            schema: #"{"const":false}"#,
            message: "0",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<1, 1:1
                Expected false, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "null",
            schema: #"{"const":null}"#,
            message: "false",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<5, 1:1
                Expected null, found a boolean.
                """#
            ]),
        ErrorRow(
            "an object in another order",
            schema: #"{"const":{"a":1,"b":[2]}}"#,
            message: #"{"b":[2.0],"a":1}"#),
        ErrorRow(
            "an object with a member more",
            schema: #"{"const":{"a":1}}"#,
            message: #"{"a":1,"b":2}"#,
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<13, 1:1
                Expected {"a":1}, found an object of 2 members.
                """#
            ]),
        ErrorRow(
            "an array in another order",
            schema: #"{"const":[1,2]}"#,
            message: "[2,1]",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<5, 1:1
                Expected [1,2], found an array of 2 items.
                """#
            ]),
        ErrorRow(
            "é in one code point and in two",
            schema: #"{"const":"é"}"#,
            message: #""é""#,
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<5, 1:1
                Expected é, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "a long constant is cut",
            schema: #"{"const":"abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij"}"#,
            message: "1",
            errors: [
                #"""
                const of "" by /const at #/const, bytes 0..<1, 1:1
                Expected abcdefghijabcdefghijabcdefghijabcdefghij…, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "none of some strings",
            schema: #"{"enum":["android","ios"]}"#,
            message: #""web""#,
            errors: [
                #"""
                enum of "" by /enum at #/enum, bytes 0..<5, 1:1
                Expected one of android, ios, found a string of 3 characters.
                """#
            ]),
        ErrorRow(
            "a number among strings",
            schema: #"{"enum":["android","ios"]}"#,
            message: "7",
            errors: [
                #"""
                enum of "" by /enum at #/enum, bytes 0..<1, 1:1
                Expected one of android, ios, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "null among strings",
            schema: #"{"enum":["android",null]}"#,
            message: "null"),
        ErrorRow(
            "one among strings and null",
            schema: #"{"enum":["android",null]}"#,
            message: #""x""#,
            errors: [
                #"""
                enum of "" by /enum at #/enum, bytes 0..<3, 1:1
                Expected one of android, null, found a string of 1 character.
                """#
            ]),
        ErrorRow(
            "none of mixed kinds",
            schema: #"{"enum":[1,"two",[3],{"four":4},null,true]}"#,
            message: "5",
            errors: [
                #"""
                enum of "" by /enum at #/enum, bytes 0..<1, 1:1
                Expected one of 1, two, [3], {"four":4}, null, true, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "each of mixed kinds",
            schema: #"{"items":{"enum":[1,"two",[3],{"four":4},null,true]}}"#,
            message: #"[1,1.0,"two",[3.0],{"four":4},null,true]"#),
        ErrorRow(
            "a list too long to show",
            schema: #"{"enum":[1,2,3,4,5,6,7,8,9,10]}"#,
            message: "11",
            errors: [
                #"""
                enum of "" by /enum at #/enum, bytes 0..<2, 1:1
                Expected one of 1, 2, 3, 4, 5, 6, 7, 8 and 2 more, found an integer of 2 characters.
                """#
            ]),
        ErrorRow(
            "no value at all",
            schema: #"{"enum":[]}"#,
            message: "1",
            errors: [
                #"""
                enum of "" by /enum at #/enum, bytes 0..<1, 1:1
                Expected no value at all, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "const is unknown to draft 4",
            schema: #"{"$schema":"http://json-schema.org/draft-04/schema#","const":1}"#,
            message: "2"),
    ]
}
