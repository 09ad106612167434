import Testing
import Validator

@Suite("Places of errors")
struct PlaceTests {
    @Test("lines count line feeds, columns count characters", arguments: positionsRows)
    func positions(row: ErrorRow) throws { try row.check() }

    private static let positionsRows = [
        ErrorRow(
            "the second line",
            schema: #"{"properties":{"a":{"type":"null"}}}"#,
            message: "{\n  \"a\": 1\n}",
            errors: [
                #"""
                type of "/a" by /properties/a/type at #/properties/a/type, bytes 9..<10, 2:8
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "behind characters of several bytes",
            schema: #"{"items":{"type":"string"}}"#,
            message: #"["é😀", 1]"#,
            errors: [
                #"""
                type of "/1" by /items/type at #/items/type, bytes 11..<12, 1:8
                Expected string, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "several lines in one walk",
            schema: #"{"items":{"type":"null"}}"#,
            message: "[1,\n2,\n  \"é\", 3]",
            errors: [
                #"""
                type of "/0" by /items/type at #/items/type, bytes 1..<2, 1:2
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/1" by /items/type at #/items/type, bytes 4..<5, 2:1
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/2" by /items/type at #/items/type, bytes 9..<13, 3:3
                Expected null, found a string of 1 character.
                """#,
                #"""
                type of "/3" by /items/type at #/items/type, bytes 15..<16, 3:8
                Expected null, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "a carriage return is a character",
            schema: #"{"items":{"type":"null"}}"#,
            message: "[\r\n1]",
            errors: [
                #"""
                type of "/0" by /items/type at #/items/type, bytes 3..<4, 2:1
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "spaces around the message",
            schema: #"{"type":"null"}"#,
            message: "  \n 17 ",
            errors: [
                #"""
                type of "" by /type at #/type, bytes 4..<6, 2:2
                Expected null, found an integer of 2 characters.
                """#
            ]),
        ErrorRow(
            "the name of the first surplus",
            schema: #"{"additionalProperties":false}"#,
            message: "{\n \"é\": 1}",
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 3..<7, 2:2
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "a UTF-8 name in a pointer",
            schema: #"{"properties":{"été":{"type":"null"}}}"#,
            message: #"{"été": 1}"#,
            errors: [
                #"""
                type of "/été" by /properties/été/type at #/properties/%C3%A9t%C3%A9/type, bytes 10..<11, 1:9
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "a container's range ends behind its bracket",
            schema: #"{"properties":{"a":{"type":"null"}}}"#,
            message: #"{"a": [1, {"b": 2}] }"#,
            errors: [
                #"""
                type of "/a" by /properties/a/type at #/properties/a/type, bytes 6..<19, 1:7
                Expected null, found an array of 2 items.
                """#
            ]),
    ]
}
