import Testing
import Validator

@Suite("Errors of limits on numbers")
struct NumberKeywordTests {
    @Test("limits are exact", arguments: limitsRows)
    func limits(row: ErrorRow) throws { try row.check() }

    @Test("draft 4 makes limits exclusive by a flag", arguments: olderRows)
    func older(row: ErrorRow) throws { try row.check() }

    @Test("multipleOf divides in decimal", arguments: multiplesRows)
    func multiples(row: ErrorRow) throws { try row.check() }

    private static let limitsRows = [
        ErrorRow(
            "below the minimum",
            schema: #"{"minimum":5}"#,
            message: "4",
            errors: [
                #"""
                minimum of "" by /minimum at #/minimum, bytes 0..<1, 1:1
                Expected at least 5, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "at the minimum",
            schema: #"{"minimum":5}"#,
            message: "5.0"),
        ErrorRow(
            "just below the minimum",
            schema: #"{"minimum":1}"#,
            message: "0.99999999999999999999",
            errors: [
                #"""
                minimum of "" by /minimum at #/minimum, bytes 0..<22, 1:1
                Expected at least 1, found a number of 22 characters.
                """#
            ]),
        ErrorRow(
            "above the maximum",
            schema: #"{"maximum":5}"#,
            message: "5.0000000000000000000000001",
            errors: [
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<27, 1:1
                Expected at most 5, found a number of 27 characters.
                """#
            ]),
        ErrorRow(
            "at the maximum",
            schema: #"{"maximum":5}"#,
            message: "0.5e1"),
        ErrorRow(
            "at the exclusive minimum",
            schema: #"{"exclusiveMinimum":5}"#,
            message: "5",
            errors: [
                #"""
                exclusiveMinimum of "" by /exclusiveMinimum at #/exclusiveMinimum, bytes 0..<1, 1:1
                Expected more than 5, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "at the exclusive maximum",
            schema: #"{"exclusiveMaximum":5}"#,
            message: "5",
            errors: [
                #"""
                exclusiveMaximum of "" by /exclusiveMaximum at #/exclusiveMaximum, bytes 0..<1, 1:1
                Expected less than 5, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "above the exclusive minimum",
            schema: #"{"exclusiveMinimum":5}"#,
            message: "5.1"),
        ErrorRow(
            "all four at once",
            schema: #"{"minimum":10,"exclusiveMinimum":10,"maximum":1,"exclusiveMaximum":1}"#,
            message: "5",
            errors: [
                #"""
                minimum of "" by /minimum at #/minimum, bytes 0..<1, 1:1
                Expected at least 10, found an integer of 1 character.
                """#,
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<1, 1:1
                Expected at most 1, found an integer of 1 character.
                """#,
                #"""
                exclusiveMinimum of "" by /exclusiveMinimum at #/exclusiveMinimum, bytes 0..<1, 1:1
                Expected more than 10, found an integer of 1 character.
                """#,
                #"""
                exclusiveMaximum of "" by /exclusiveMaximum at #/exclusiveMaximum, bytes 0..<1, 1:1
                Expected less than 1, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "strings have no limits",
            schema: #"{"minimum":5,"maximum":1}"#,
            message: #""3""#),
        ErrorRow(
            "9007199254740993 is above 9007199254740992",
            schema: #"{"maximum":9007199254740992}"#,
            message: "9007199254740993",
            errors: [
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<16, 1:1
                Expected at most 9007199254740992, found an integer of 16 characters.
                """#
            ]),
        ErrorRow(
            "1e400 is above the largest double",
            schema: #"{"maximum":1.7976931348623157e308}"#,
            message: "1e400",
            errors: [
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<5, 1:1
                Expected at most 1.7976931348623157e308, found an integer of 5 characters.
                """#
            ]),
        ErrorRow(
            "1e400 against itself",
            schema: #"{"maximum":1e400,"minimum":1e400}"#,
            message: "10e399"),
        ErrorRow(
            "-1e400 is below everything",
            schema: #"{"minimum":-1e399}"#,
            message: "-1e400",
            errors: [
                #"""
                minimum of "" by /minimum at #/minimum, bytes 0..<6, 1:1
                Expected at least -1e399, found an integer of 6 characters.
                """#
            ]),
        ErrorRow(
            "100 digits against 100 digits",
            schema: #"""
                {"maximum":123456789012345678901234567890123456789012345678901234567890123456789012345678901234567\#
                8901234567890}
                """#,
            message: #"""
                12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678\#
                91
                """#,
            errors: [
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<100, 1:1
                Expected at most 1234567890123456789012345678901234567890123456789012345678901234567890123456789012345\#
                678901234567890, found an integer of 100 characters.
                """#
            ]),
        ErrorRow(
            "64 bits and one",
            schema: #"{"maximum":9223372036854775807}"#,
            message: "9223372036854775808",
            errors: [
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<19, 1:1
                Expected at most 9223372036854775807, found an integer of 19 characters.
                """#
            ]),
        ErrorRow(
            "-0 is 0",
            schema: #"{"minimum":0}"#,
            message: "-0"),
    ]

    private static let olderRows = [
        ErrorRow(
            "an exclusive minimum",
            schema: #"{"$schema":"http://json-schema.org/draft-04/schema#","minimum":5,"exclusiveMinimum":true}"#,
            message: "5",
            errors: [
                #"""
                minimum of "" by /minimum at #/minimum, bytes 0..<1, 1:1
                Expected more than 5, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "an exclusive maximum",
            schema: #"{"$schema":"http://json-schema.org/draft-04/schema#","maximum":5,"exclusiveMaximum":true}"#,
            message: "5",
            errors: [
                #"""
                maximum of "" by /maximum at #/maximum, bytes 0..<1, 1:1
                Expected less than 5, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "a flag that is off",
            schema: #"{"$schema":"http://json-schema.org/draft-04/schema#","maximum":5,"exclusiveMaximum":false}"#,
            message: "5"),
    ]

    private static let multiplesRows = [
        ErrorRow(
            "0.3 is a multiple of 0.1",
            schema: #"{"multipleOf":0.1}"#,
            message: "0.3"),
        ErrorRow(
            "1.1 is a multiple of 0.1",
            schema: #"{"multipleOf":0.1}"#,
            message: "1.1"),
        ErrorRow(
            "0.35 is none",
            schema: #"{"multipleOf":0.1}"#,
            message: "0.35",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<4, 1:1
                Expected a multiple of 0.1, found a number of 4 characters.
                """#
            ]),
        ErrorRow(
            "19.99 is a multiple of 0.01",
            schema: #"{"multipleOf":0.01}"#,
            message: "19.99"),
        ErrorRow(
            "19.999 is none",
            schema: #"{"multipleOf":0.01}"#,
            message: "19.999",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<6, 1:1
                Expected a multiple of 0.01, found a number of 6 characters.
                """#
            ]),
        ErrorRow(
            "0 is a multiple of anything",
            schema: #"{"multipleOf":7}"#,
            message: "0"),
        ErrorRow(
            "-14 is a multiple of 7",
            schema: #"{"multipleOf":7}"#,
            message: "-14"),
        ErrorRow(
            "1e400 is a multiple of 1e399",
            schema: #"{"multipleOf":1e399}"#,
            message: "1e400"),
        ErrorRow(
            "1e400 is none of 3",
            schema: #"{"multipleOf":3}"#,
            message: "1e400",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<5, 1:1
                Expected a multiple of 3, found an integer of 5 characters.
                """#
            ]),
        ErrorRow(
            "1e1000000000 is a multiple of 8",
            schema: #"{"multipleOf":8}"#,
            message: "1e1000000000"),
        ErrorRow(
            "1e1000000000 is none of 7",
            schema: #"{"multipleOf":7}"#,
            message: "1e1000000000",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<12, 1:1
                Expected a multiple of 7, found an integer of 12 characters.
                """#
            ]),
        ErrorRow(
            "1e-1000000000 is none of 1",
            schema: #"{"multipleOf":1}"#,
            message: "1e-1000000000",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<13, 1:1
                Expected a multiple of 1, found a number of 13 characters.
                """#
            ]),
        ErrorRow(
            "100 digits that end in 7 are none of 2",
            schema: #"{"multipleOf":2}"#,
            message: #"""
                12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678\#
                97
                """#,
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<100, 1:1
                Expected a multiple of 2, found an integer of 100 characters.
                """#
            ]),
        ErrorRow(
            "30 digits of a divisor",
            schema: #"{"multipleOf":123456789012345678901234567891}"#,
            message: "246913578024691357802469135782"),
        ErrorRow(
            "30 digits of a divisor, one beside",
            schema: #"{"multipleOf":123456789012345678901234567891}"#,
            message: "246913578024691357802469135783",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<30, 1:1
                Expected a multiple of 123456789012345678901234567891, found an integer of 30 characters.
                """#
            ]),
        ErrorRow(
            "a fraction is none of 1",
            schema: #"{"multipleOf":1}"#,
            message: "1e-1",
            errors: [
                #"""
                multipleOf of "" by /multipleOf at #/multipleOf, bytes 0..<4, 1:1
                Expected a multiple of 1, found a number of 4 characters.
                """#
            ]),
    ]

    @Test(
        "exponents of any length are exact",
        arguments: [
            (#"{"const":1e2000000000000}"#, "1e9000000000000", false),
            (#"{"const":1e99999999999999999999}"#, "10e99999999999999999998", true),
            (#"{"enum":[1e99999999999999999999,1e99999999999999999998]}"#, "1e99999999999999999997", false),
            (#"{"uniqueItems":true}"#, "[1e2000000000000,1e9000000000000]", true),
            (#"{"uniqueItems":true}"#, "[1e99999999999999999999,0,1,2,3,4,5,6,7,0.1e100000000000000000000]", false),
            (#"{"exclusiveMaximum":1e2000000000000}"#, "1e1999999999999", true),
            (#"{"exclusiveMaximum":1e2000000000000}"#, "1e2000000000000", false),
            (#"{"minimum":1e-99999999999999999999}"#, "1e-100000000000000000000", false),
        ])
    func exponents(schema: String, message: String, isValid: Bool) throws {
        #expect(try SchemaEvaluator(try SchemaProgram(schema)).accepts(message) == isValid)
    }
}
