import Testing
import Validator

@Suite("Errors of limits on strings")
struct StringKeywordTests {
    @Test("lengths count characters", arguments: lengthsRows)
    func lengths(row: ErrorRow) throws { try row.check() }

    @Test("pattern searches with ECMA-262 meaning", arguments: patternsRows)
    func patterns(row: ErrorRow) throws { try row.check() }

    @Test("format is asserted unless it is an annotation", arguments: formatsRows)
    func formats(row: ErrorRow) throws { try row.check() }

    @Test("content is asserted in draft 7 where that is asked for", arguments: contentRows)
    func content(row: ErrorRow) throws { try row.check() }

    private static let lengthsRows = [
        ErrorRow(
            "too short",
            schema: #"{"minLength":3}"#,
            message: #""ab""#,
            errors: [
                #"""
                minLength of "" by /minLength at #/minLength, bytes 0..<4, 1:1
                Expected at least 3 characters, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "too long",
            schema: #"{"maxLength":3}"#,
            message: #""abcd""#,
            errors: [
                #"""
                maxLength of "" by /maxLength at #/maxLength, bytes 0..<6, 1:1
                Expected at most 3 characters, found a string of 4 characters.
                """#
            ]),
        ErrorRow(
            "four bytes are one character",
            schema: #"{"maxLength":1}"#,
            message: #""😀""#),
        ErrorRow(
            "two code points are two characters",
            schema: #"{"maxLength":1}"#,
            message: #""é""#,
            errors: [
                #"""
                maxLength of "" by /maxLength at #/maxLength, bytes 0..<5, 1:1
                Expected at most 1 character, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "an escape is what it stands for",
            schema: #"{"maxLength":1}"#,
            message: #""\u00e9""#),
        ErrorRow(
            "a surrogate pair is one character",
            schema: #"{"maxLength":1}"#,
            message: #""\ud83d\ude00""#),
        ErrorRow(
            "numbers have no length",
            schema: #"{"maxLength":1}"#,
            message: "1234"),
        ErrorRow(
            "a limit with a fraction of zero",
            schema: #"{"maxLength":2.0}"#,
            message: #""abc""#,
            errors: [
                #"""
                maxLength of "" by /maxLength at #/maxLength, bytes 0..<5, 1:1
                Expected at most 2.0 characters, found a string of 3 characters.
                """#
            ]),
        ErrorRow(
            "a minimum beyond 64 bits",
            schema: #"{"minLength":1e30}"#,
            message: #""abc""#,
            errors: [
                #"""
                minLength of "" by /minLength at #/minLength, bytes 0..<5, 1:1
                Expected at least 1e30 characters, found a string of 3 characters.
                """#
            ]),
        ErrorRow(
            "a maximum beyond 64 bits",
            schema: #"{"maxLength":100000000000000000000}"#,
            message: #""abc""#),
    ]

    private static let patternsRows = [
        ErrorRow(
            "no match",
            schema: #"{"pattern":"^[0-9]{3}-[0-9]{2}-[0-9]{4}$"}"#,
            message: #""123-45-678""#,
            errors: [
                #"""
                pattern of "" by /pattern at #/pattern, bytes 0..<12, 1:1
                Expected a match of ^[0-9]{3}-[0-9]{2}-[0-9]{4}$, found a string of 10 characters.
                """#
            ]),
        ErrorRow(
            "a match in the middle",
            schema: #"{"pattern":"b+"}"#,
            message: #""abc""#),
        ErrorRow(
            "both patterns of a chain",
            schema: #"{"pattern":"^a","allOf":[{"pattern":"z$"}]}"#,
            message: #""bcd""#,
            errors: [
                #"""
                pattern of "" by /pattern at #/pattern, bytes 0..<5, 1:1
                Expected a match of ^a, found a string of 3 characters.
                """#,
                #"""
                pattern of "" by /allOf/0/pattern at #/allOf/0/pattern, bytes 0..<5, 1:1
                Expected a match of z$, found a string of 3 characters.
                """#,
            ]),
        ErrorRow(
            "an escaped newline does not end a text",
            schema: #"{"pattern":"^a$"}"#,
            message: #""a\n""#,
            errors: [
                #"""
                pattern of "" by /pattern at #/pattern, bytes 0..<5, 1:1
                Expected a match of ^a$, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "Unicode properties",
            schema: #"{"pattern":"^\\p{Letter}+$"}"#,
            message: #""é1""#,
            errors: [
                #"""
                pattern of "" by /pattern at #/pattern, bytes 0..<5, 1:1
                Expected a match of ^\p{Letter}+$, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "one that explodes",
            schema: #"{"pattern":"^(a+)+$"}"#,
            message: #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""#,
            errors: [
                #"""
                pattern of "" by /pattern at #/pattern, bytes 0..<43, 1:1
                Could not be decided: a match of ^(a+)+$.
                """#
            ]),
    ]

    private static let formatsRows = [
        ErrorRow(
            "a broken address",
            schema: #"{"format":"ipv4"}"#,
            message: #""256.1.1.1""#,
            errors: [
                #"""
                format of "" by /format at #/format, bytes 0..<11, 1:1
                Expected format ipv4, found a string of 9 characters.
                """#
            ]),
        ErrorRow(
            "a broken date",
            schema: #"{"format":"date"}"#,
            message: #""2026-02-30""#,
            errors: [
                #"""
                format of "" by /format at #/format, bytes 0..<12, 1:1
                Expected format date, found a string of 10 characters.
                """#
            ]),
        ErrorRow(
            "a broken uuid",
            schema: #"{"format":"uuid"}"#,
            message: #""nope""#,
            errors: [
                #"""
                format of "" by /format at #/format, bytes 0..<6, 1:1
                Expected format uuid, found a string of 4 characters.
                """#
            ]),
        ErrorRow(
            "an annotation",
            schema: #"{"format":"ipv4"}"#,
            message: #""256.1.1.1""#,
            options: SchemaOptions(formats: .annotate)),
        ErrorRow(
            "an unknown format",
            schema: #"{"format":"colour"}"#,
            message: #""x""#),
        ErrorRow(
            "numbers have no format",
            schema: #"{"format":"ipv4"}"#,
            message: "256"),
    ]

    private static let contentRows = [
        ErrorRow(
            "no base64",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","contentEncoding":"base64"}"#,
            message: #""a%b=""#,
            options: SchemaOptions(assertsContent: true),
            errors: [
                #"""
                contentEncoding of "" by /contentEncoding at #/contentEncoding, bytes 0..<6, 1:1
                Expected base64, found a string of 4 characters.
                """#
            ]),
        ErrorRow(
            "base64 without its padding",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","contentEncoding":"base64"}"#,
            message: #""YQ""#,
            options: SchemaOptions(assertsContent: true),
            errors: [
                #"""
                contentEncoding of "" by /contentEncoding at #/contentEncoding, bytes 0..<4, 1:1
                Expected base64, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "base64",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","contentEncoding":"base64"}"#,
            message: #""YQ==""#,
            options: SchemaOptions(assertsContent: true)),
        ErrorRow(
            "no JSON",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","contentMediaType":"application/json"}"#,
            message: #""{:}""#,
            options: SchemaOptions(assertsContent: true),
            errors: [
                #"""
                contentMediaType of "" by /contentMediaType at #/contentMediaType, bytes 0..<5, 1:1
                Expected JSON in a string, found a string of 3 characters.
                """#
            ]),
        ErrorRow(
            "base64 of no JSON",
            schema: #"""
                {"$schema":"http://json-schema.org/draft-07/schema#","contentMediaType":"application/json","conten\#
                tEncoding":"base64"}
                """#,
            message: #""ezp9Cg==""#,
            options: SchemaOptions(assertsContent: true),
            errors: [
                #"""
                contentMediaType of "" by /contentMediaType at #/contentMediaType, bytes 0..<10, 1:1
                Expected JSON in a string, found a string of 8 characters.
                """#
            ]),
        ErrorRow(
            "no base64 of JSON is one error",
            schema: #"""
                {"$schema":"http://json-schema.org/draft-07/schema#","contentMediaType":"application/json","conten\#
                tEncoding":"base64"}
                """#,
            message: #""{}""#,
            options: SchemaOptions(assertsContent: true),
            errors: [
                #"""
                contentEncoding of "" by /contentEncoding at #/contentEncoding, bytes 0..<4, 1:1
                Expected base64, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "another encoding",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","contentEncoding":"base32"}"#,
            message: #""%""#,
            options: SchemaOptions(assertsContent: true)),
        ErrorRow(
            "not asked for",
            schema: #"{"$schema":"http://json-schema.org/draft-07/schema#","contentEncoding":"base64"}"#,
            message: #""%""#),
        ErrorRow(
            "2019-09 annotates",
            schema: #"{"$schema":"https://json-schema.org/draft/2019-09/schema","contentEncoding":"base64"}"#,
            message: #""%""#,
            options: SchemaOptions(assertsContent: true)),
        ErrorRow(
            "2020-12 annotates",
            schema: #"{"contentMediaType":"application/json"}"#,
            message: #""{:}""#,
            options: SchemaOptions(assertsContent: true)),
    ]
}
