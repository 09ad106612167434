import Testing
import Validator

@Suite("Errors of keywords that combine schemas")
struct ApplicatorTests {
    @Test("allOf reports the errors of every schema", arguments: allRows)
    func allOf(row: ErrorRow) throws { try row.check() }

    @Test("anyOf is explained by the branch that came closest", arguments: anyRows)
    func anyOf(row: ErrorRow) throws { try row.check() }

    @Test("oneOf counts the schemas that hold", arguments: oneRows)
    func oneOf(row: ErrorRow) throws { try row.check() }

    @Test("not and if use verdicts alone", arguments: notRows)
    func notOf(row: ErrorRow) throws { try row.check() }

    private static let allRows = [
        ErrorRow(
            "two of three",
            schema: #"{"allOf":[{"type":"string"},{"type":"integer"},{"minimum":5}]}"#,
            message: "3",
            errors: [
                #"""
                type of "" by /allOf/0/type at #/allOf/0/type, bytes 0..<1, 1:1
                Expected string, found an integer of 1 character.
                """#,
                #"""
                minimum of "" by /allOf/2/minimum at #/allOf/2/minimum, bytes 0..<1, 1:1
                Expected at least 5, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "all hold",
            schema: #"{"allOf":[{"type":"integer"},{"minimum":1}]}"#,
            message: "3"),
        ErrorRow(
            "false among them",
            schema: #"{"allOf":[true,false]}"#,
            message: "3",
            errors: [
                #"""
                false schema of "" by /allOf/1 at #/allOf/1, bytes 0..<1, 1:1
                Expected nothing, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "nested",
            schema: #"{"allOf":[{"allOf":[{"const":1}]}]}"#,
            message: "3",
            errors: [
                #"""
                const of "" by /allOf/0/allOf/0/const at #/allOf/0/allOf/0/const, bytes 0..<1, 1:1
                Expected 1, found an integer of 1 character.
                """#
            ]),
    ]

    private static let anyRows = [
        ErrorRow(
            "one holds",
            schema: #"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#,
            message: "3"),
        ErrorRow(
            "another type is far",
            schema: #"{"anyOf":[{"type":"string"},{"type":"object","required":["a","b"]}]}"#,
            message: #"{"c":1}"#,
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<7, 1:1
                None of the 2 schemas matches. The closest is number 2, whose errors follow.
                """#,
                #"""
                required of "" by /anyOf/1/required at #/anyOf/1/required, bytes 0..<7, 1:1
                Missing: a, b.
                """#,
            ]),
        ErrorRow(
            "fewest errors",
            schema: #"{"anyOf":[{"required":["a"],"minProperties":2},{"required":["b"]}]}"#,
            message: "{}",
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<2, 1:1
                None of the 2 schemas matches. The closest is number 2, whose errors follow.
                """#,
                #"""
                required of "" by /anyOf/1/required at #/anyOf/1/required, bytes 0..<2, 1:1
                Missing: b.
                """#,
            ]),
        ErrorRow(
            "the first of equals",
            schema: #"{"anyOf":[{"minimum":5},{"maximum":1}]}"#,
            message: "3",
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<1, 1:1
                None of the 2 schemas matches. The closest is number 1, whose errors follow.
                """#,
                #"""
                minimum of "" by /anyOf/0/minimum at #/anyOf/0/minimum, bytes 0..<1, 1:1
                Expected at least 5, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "the same discriminator",
            schema: #"""
                {"anyOf":[{"properties":{"kind":{"const":"a"},"x":{"type":"null"}}},{"properties":{"kind":{"const"\#
                :"b"},"x":{"type":"string"},"y":{"type":"string"}}}]}
                """#,
            message: #"{"kind":"b","x":1,"y":2}"#,
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<24, 1:1
                None of the 2 schemas matches. The closest is number 2, whose errors follow.
                """#,
                #"""
                type of "/x" by /anyOf/1/properties/x/type at #/anyOf/1/properties/x/type, bytes 16..<17, 1:17
                Expected string, found an integer of 1 character.
                """#,
                #"""
                type of "/y" by /anyOf/1/properties/y/type at #/anyOf/1/properties/y/type, bytes 22..<23, 1:23
                Expected string, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "a reference among them",
            schema: ##"""
                {"anyOf":[{"$ref":"#/$defs/s"},{"type":"null"}],"$defs":{"s":{"type":"integer","minimum":5}}}
                """##,
            message: "3",
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<1, 1:1
                None of the 2 schemas matches. The closest is number 1, whose errors follow.
                """#,
                #"""
                minimum of "" by /anyOf/0/$ref/minimum at #/$defs/s/minimum, bytes 0..<1, 1:1
                Expected at least 5, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "one inside the other",
            schema: #"{"anyOf":[{"anyOf":[{"minimum":9},{"type":"string"}]},{"type":"null"}]}"#,
            message: "3",
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<1, 1:1
                None of the 2 schemas matches. The closest is number 1, whose errors follow.
                """#,
                #"""
                anyOf of "" by /anyOf/0/anyOf at #/anyOf/0/anyOf, bytes 0..<1, 1:1
                None of the 2 schemas matches. The closest is number 1, whose errors follow.
                """#,
                #"""
                minimum of "" by /anyOf/0/anyOf/0/minimum at #/anyOf/0/anyOf/0/minimum, bytes 0..<1, 1:1
                Expected at least 9, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "nothing but false",
            schema: #"{"anyOf":[false,false]}"#,
            message: "3",
            errors: [
                #"""
                anyOf of "" by /anyOf at #/anyOf, bytes 0..<1, 1:1
                None of the 2 schemas matches. The closest is number 1, whose errors follow.
                """#,
                #"""
                false schema of "" by /anyOf/0 at #/anyOf/0, bytes 0..<1, 1:1
                Expected nothing, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "a pattern that cannot be decided is never a pass",
            schema: #"{"anyOf":[{"pattern":"^(a+)+$"},{"type":"string"}]}"#,
            message: #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""#,
            errors: [
                #"""
                pattern of "" by /anyOf/0/pattern at #/anyOf/0/pattern, bytes 0..<43, 1:1
                Could not be decided: a match of ^(a+)+$.
                """#
            ]),
        ErrorRow(
            "a pattern that need not be decided",
            schema: #"{"anyOf":[{"type":"string"},{"pattern":"^(a+)+$"}]}"#,
            message: #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""#),
    ]

    private static let oneRows = [
        ErrorRow(
            "one holds",
            schema: #"{"oneOf":[{"type":"string"},{"type":"integer"}]}"#,
            message: "3"),
        ErrorRow(
            "none holds",
            schema: #"{"oneOf":[{"type":"string"},{"minimum":5}]}"#,
            message: "3",
            errors: [
                #"""
                oneOf of "" by /oneOf at #/oneOf, bytes 0..<1, 1:1
                None of the 2 schemas matches. The closest is number 2, whose errors follow.
                """#,
                #"""
                minimum of "" by /oneOf/1/minimum at #/oneOf/1/minimum, bytes 0..<1, 1:1
                Expected at least 5, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "two hold",
            schema: #"{"oneOf":[{"minimum":1},{"minimum":2},{"minimum":5}]}"#,
            message: "3",
            errors: [
                #"""
                oneOf of "" by /oneOf at #/oneOf, bytes 0..<1, 1:1
                2 of the 3 schemas match; exactly one must.
                """#
            ]),
        ErrorRow(
            "all hold",
            schema: #"{"oneOf":[true,true]}"#,
            message: "3",
            errors: [
                #"""
                oneOf of "" by /oneOf at #/oneOf, bytes 0..<1, 1:1
                2 of the 2 schemas match; exactly one must.
                """#
            ]),
    ]

    private static let notRows = [
        ErrorRow(
            "what must not hold",
            schema: #"{"not":{"type":"string"}}"#,
            message: #""a""#,
            errors: [
                #"""
                not of "" by /not at #/not, bytes 0..<3, 1:1
                Expected no match of the schema under not, found a string of 1 character.
                """#
            ]),
        ErrorRow(
            "what must not hold does not",
            schema: #"{"not":{"type":"string"}}"#,
            message: "1"),
        ErrorRow(
            "not true",
            schema: #"{"not":true}"#,
            message: "1",
            errors: [
                #"""
                not of "" by /not at #/not, bytes 0..<1, 1:1
                Expected no match of the schema under not, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "not false",
            schema: #"{"not":false}"#,
            message: "1"),
        ErrorRow(
            "then",
            schema: #"{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}}"#,
            message: #""a""#,
            errors: [
                #"""
                minLength of "" by /then/minLength at #/then/minLength, bytes 0..<3, 1:1
                Expected at least 2 characters, found a string of 1 character.
                """#
            ]),
        ErrorRow(
            "else",
            schema: #"{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}}"#,
            message: "1",
            errors: [
                #"""
                minimum of "" by /else/minimum at #/else/minimum, bytes 0..<1, 1:1
                Expected at least 2, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "then alone says nothing",
            schema: #"{"then":false}"#,
            message: "1"),
        ErrorRow(
            "an if of draft 6 says nothing",
            schema: #"{"$schema":"http://json-schema.org/draft-06/schema#","if":true,"then":false}"#,
            message: "1"),
        ErrorRow(
            "what cannot be decided is no pass under not",
            schema: #"{"not":{"pattern":"^(a+)+$"}}"#,
            message: #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""#,
            errors: [
                #"""
                pattern of "" by /not/pattern at #/not/pattern, bytes 0..<43, 1:1
                Could not be decided: a match of ^(a+)+$.
                """#
            ]),
        ErrorRow(
            "nor under if",
            schema: #"{"if":{"pattern":"^(a+)+$"},"then":true,"else":true}"#,
            message: #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""#,
            errors: [
                #"""
                pattern of "" by /if/pattern at #/if/pattern, bytes 0..<43, 1:1
                Could not be decided: a match of ^(a+)+$.
                """#
            ]),
        ErrorRow(
            "false",
            schema: "false",
            message: #"{"a":1}"#,
            errors: [
                #"""
                false schema of "" by  at #, bytes 0..<7, 1:1
                Expected nothing, found an object of 1 member.
                """#
            ]),
        ErrorRow(
            "true",
            schema: "true",
            message: #"{"a":1}"#),
    ]
}
