import Testing
import Validator

@Suite("Errors of keywords on objects")
struct ObjectKeywordTests {
    @Test("members are judged by name", arguments: membersRows)
    func members(row: ErrorRow) throws { try row.check() }

    @Test("required lists all that is missing at once", arguments: requiredRows)
    func required(row: ErrorRow) throws { try row.check() }

    @Test("additionalProperties shows undeclared names by their length", arguments: additionalRows)
    func additional(row: ErrorRow) throws { try row.check() }

    @Test("patterns and propertyNames look at names", arguments: namesRows)
    func names(row: ErrorRow) throws { try row.check() }

    @Test("objects have sizes", arguments: countsRows)
    func counts(row: ErrorRow) throws { try row.check() }

    @Test("one member asks for another", arguments: dependenciesRows)
    func dependencies(row: ErrorRow) throws { try row.check() }

    private static let membersRows = [
        ErrorRow(
            "each wrong member has its error, in the message's order",
            schema: #"{"properties":{"a":{"type":"string"},"b":{"type":"null"},"c":{}}}"#,
            message: #"{"b":1,"c":2,"a":3}"#,
            errors: [
                #"""
                type of "/b" by /properties/b/type at #/properties/b/type, bytes 5..<6, 1:6
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/a" by /properties/a/type at #/properties/a/type, bytes 17..<18, 1:18
                Expected string, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "an error deep inside",
            schema: #"{"properties":{"a":{"properties":{"b":{"items":{"type":"string"}}}}}}"#,
            message: #"{"a":{"b":["x",5]}}"#,
            errors: [
                #"""
                type of "/a/b/1" by /properties/a/properties/b/items/type at #/properties/a/properties/b/items/type, \#
                bytes 15..<16, 1:16
                Expected string, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "a property that is false",
            schema: #"{"properties":{"a":false}}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                false schema of "/a" by /properties/a at #/properties/a, bytes 5..<6, 1:6
                Expected nothing, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "names that pointers escape",
            schema: #"{"properties":{"a/b":{"type":"null"},"c~d":{"type":"null"},"":{"type":"null"}}}"#,
            message: #"{"a/b":1,"c~d":2,"":3}"#,
            errors: [
                #"""
                type of "/a~1b" by /properties/a~1b/type at #/properties/a~1b/type, bytes 7..<8, 1:8
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/c~0d" by /properties/c~0d/type at #/properties/c~0d/type, bytes 15..<16, 1:16
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/" by /properties//type at #/properties//type, bytes 20..<21, 1:21
                Expected null, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "é in one code point is another name than in two",
            schema: #"{"properties":{"é":{"type":"null"},"é":{"type":"string"}}}"#,
            message: #"{"é":1,"é":2}"#,
            errors: [
                #"""
                type of "/é" by /properties/é/type at #/properties/%C3%A9/type, bytes 6..<7, 1:6
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/é" by /properties/é/type at #/properties/e%CC%81/type, bytes 14..<15, 1:13
                Expected string, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "an escaped name is the name",
            schema: #"{"properties":{"a":{"type":"null"}}}"#,
            message: #"{"\u0061":1}"#,
            errors: [
                #"""
                type of "/a" by /properties/a/type at #/properties/a/type, bytes 10..<11, 1:11
                Expected null, found an integer of 1 character.
                """#
            ]),
    ]

    private static let requiredRows = [
        ErrorRow(
            "all are there",
            schema: #"{"required":["a","b"]}"#,
            message: #"{"b":1,"a":2}"#),
        ErrorRow(
            "one is missing",
            schema: #"{"required":["a","b"]}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                required of "" by /required at #/required, bytes 0..<7, 1:1
                Missing: b.
                """#
            ]),
        ErrorRow(
            "three are missing",
            schema: #"{"required":["a","b","c","d"]}"#,
            message: #"{"c":1}"#,
            errors: [
                #"""
                required of "" by /required at #/required, bytes 0..<7, 1:1
                Missing: a, b, d.
                """#
            ]),
        ErrorRow(
            "declared names come first, in the schema's order",
            schema: #"{"properties":{"y":{},"x":{}},"required":["a","x","y"]}"#,
            message: "{}",
            errors: [
                #"""
                required of "" by /required at #/required, bytes 0..<2, 1:1
                Missing: y, x, a.
                """#
            ]),
        ErrorRow(
            "a name stands twice",
            schema: #"{"required":["a","a"]}"#,
            message: "{}",
            errors: [
                #"""
                required of "" by /required at #/required, bytes 0..<2, 1:1
                Missing: a.
                """#
            ]),
        ErrorRow(
            "arrays need no members",
            schema: #"{"required":["a"]}"#,
            message: "[]"),
        ErrorRow(
            "a null member is there",
            schema: #"{"required":["a"]}"#,
            message: #"{"a":null}"#),
        ErrorRow(
            "missing and wrong",
            schema: #"{"properties":{"a":{"type":"null"}},"required":["b"]}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                required of "" by /required at #/required, bytes 0..<7, 1:1
                Missing: b.
                """#,
                #"""
                type of "/a" by /properties/a/type at #/properties/a/type, bytes 5..<6, 1:6
                Expected null, found an integer of 1 character.
                """#,
            ]),
    ]

    private static let additionalRows = [
        ErrorRow(
            "one",
            schema: #"{"properties":{"a":{}},"additionalProperties":false}"#,
            message: #"{"a":1,"secret":2}"#,
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 7..<15, 1:8
                1 undeclared: a name of 6 characters.
                """#
            ]),
        ErrorRow(
            "three, the place is the first's",
            schema: #"{"properties":{"a":{}},"additionalProperties":false}"#,
            message: #"{"one":1,"a":2,"three":3,"éé":4}"#,
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 1..<6, 1:2
                3 undeclared: a name of 3 characters, a name of 5 characters, a name of 2 characters.
                """#
            ]),
        ErrorRow(
            "more than eight",
            schema: #"{"additionalProperties":false}"#,
            message: #"""
                {"n":0,"nn":0,"nnn":0,"nnnn":0,"nnnnn":0,"nnnnnn":0,"nnnnnnn":0,"nnnnnnnn":0,"nnnnnnnnn":0,"nnnnnn\#
                nnnn":0,"nnnnnnnnnnn":0}
                """#,
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 1..<4, 1:2
                11 undeclared: a name of 1 character, a name of 2 characters, a name of 3 characters, a name of 4 \#
                characters, a name of 5 characters, a name of 6 characters, a name of 7 characters, a name of 8 \#
                characters and 3 more.
                """#
            ]),
        ErrorRow(
            "a schema for them",
            schema: #"{"properties":{"a":{}},"additionalProperties":{"type":"null"}}"#,
            message: #"{"a":1,"secret":2,"b":null}"#,
            errors: [
                #"""
                type of "/<undeclared:6>" by /additionalProperties/type at #/additionalProperties/type, bytes \#
                16..<17, 1:17
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "a declared name elsewhere is shown",
            schema: #"{"properties":{"a":{"properties":{"b":{}}}},"additionalProperties":{"type":"null"}}"#,
            message: #"{"b":1}"#,
            errors: [
                #"""
                type of "/b" by /additionalProperties/type at #/additionalProperties/type, bytes 5..<6, 1:6
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "patterns declare names",
            schema: #"{"patternProperties":{"^x":{}},"additionalProperties":false}"#,
            message: #"{"xa":1,"y":2}"#,
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 8..<11, 1:9
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "required declares no name",
            schema: #"{"required":["a"],"additionalProperties":false}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 1..<4, 1:2
                1 undeclared: a name of 1 character.
                """#
            ]),
        ErrorRow(
            "everything is declared",
            schema: #"{"properties":{"a":{}},"additionalProperties":false}"#,
            message: #"{"a":1}"#),
        ErrorRow(
            "a pattern that cannot decide is no surplus",
            schema: #"{"patternProperties":{"^(a+)+$":{}},"additionalProperties":false}"#,
            message: #"{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!":1,"b":2}"#,
            errors: [
                #"""
                additionalProperties of "" by /additionalProperties at #/additionalProperties, bytes 47..<50, 1:48
                1 undeclared: a name of 1 character.
                """#,
                #"""
                patternProperties of "/<undeclared:41>" by /patternProperties/^(a+)+$ \#
                at #/patternProperties/%5E(a+)+$, bytes 1..<44, 1:2
                Could not be decided: whether the name matches ^(a+)+$.
                """#,
            ]),
    ]

    private static let namesRows = [
        ErrorRow(
            "a member of two patterns",
            schema: #"{"patternProperties":{"a":{"type":"string"},"b$":{"maximum":1}}}"#,
            message: #"{"ab":2}"#,
            errors: [
                #"""
                type of "/<undeclared:2>" by /patternProperties/a/type at #/patternProperties/a/type, bytes 6..<7, 1:7
                Expected string, found an integer of 1 character.
                """#,
                #"""
                maximum of "/<undeclared:2>" by /patternProperties/b$/maximum at #/patternProperties/b$/maximum, \#
                bytes 6..<7, 1:7
                Expected at most 1, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "a pattern with a slash",
            schema: #"{"patternProperties":{"^/a~":{"type":"null"}}}"#,
            message: #"{"/a~":1}"#,
            errors: [
                #"""
                type of "/<undeclared:3>" by /patternProperties/^~1a~0/type at #/patternProperties/%5E~1a~0/type, bytes \#
                7..<8, 1:8
                Expected null, found an integer of 1 character.
                """#
            ]),
        ErrorRow(
            "a member of a name and a pattern",
            schema: #"{"properties":{"ab":{"type":"null"}},"patternProperties":{"^a":{"type":"string"}}}"#,
            message: #"{"ab":2}"#,
            errors: [
                #"""
                type of "/ab" by /properties/ab/type at #/properties/ab/type, bytes 6..<7, 1:7
                Expected null, found an integer of 1 character.
                """#,
                #"""
                type of "/ab" by /patternProperties/^a/type at #/patternProperties/%5Ea/type, bytes 6..<7, 1:7
                Expected string, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "names too long",
            schema: #"{"propertyNames":{"maxLength":3}}"#,
            message: #"{"abc":1,"abcd":2,"abcde":3}"#,
            errors: [
                #"""
                maxLength of "/<undeclared:4>" by /propertyNames/maxLength at #/propertyNames/maxLength, bytes \#
                9..<15, 1:10
                Expected at most 3 characters, found a string of 4 characters.
                """#,
                #"""
                maxLength of "/<undeclared:5>" by /propertyNames/maxLength at #/propertyNames/maxLength, bytes \#
                18..<25, 1:19
                Expected at most 3 characters, found a string of 5 characters.
                """#,
            ]),
        ErrorRow(
            "names that are refused",
            schema: #"{"propertyNames":false}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                false schema of "/<undeclared:1>" by /propertyNames at #/propertyNames, bytes 1..<4, 1:2
                Expected nothing, found a string of 1 character.
                """#
            ]),
        ErrorRow(
            "names of a pattern",
            schema: #"{"propertyNames":{"pattern":"^[a-z]+$"}}"#,
            message: #"{"ok":1,"No":2}"#,
            errors: [
                #"""
                pattern of "/<undeclared:2>" by /propertyNames/pattern at #/propertyNames/pattern, bytes 8..<12, 1:9
                Expected a match of ^[a-z]+$, found a string of 2 characters.
                """#
            ]),
        ErrorRow(
            "a name whose pattern cannot decide",
            schema: #"{"propertyNames":{"pattern":"^(a+)+$"}}"#,
            message: #"{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!":1}"#,
            errors: [
                #"""
                pattern of "/<undeclared:41>" by /propertyNames/pattern at #/propertyNames/pattern, bytes 1..<44, 1:2
                Could not be decided: a match of ^(a+)+$.
                """#
            ]),
    ]

    private static let countsRows = [
        ErrorRow(
            "too few",
            schema: #"{"minProperties":2}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                minProperties of "" by /minProperties at #/minProperties, bytes 0..<7, 1:1
                Expected at least 2 members, found an object of 1 member.
                """#
            ]),
        ErrorRow(
            "too many",
            schema: #"{"maxProperties":1}"#,
            message: #"{"a":1,"b":2}"#,
            errors: [
                #"""
                maxProperties of "" by /maxProperties at #/maxProperties, bytes 0..<13, 1:1
                Expected at most 1 member, found an object of 2 members.
                """#
            ]),
        ErrorRow(
            "not for arrays",
            schema: #"{"minProperties":2}"#,
            message: "[]"),
    ]

    private static let dependenciesRows = [
        ErrorRow(
            "missing",
            schema: #"{"dependentRequired":{"a":["b","c","d"]}}"#,
            message: #"{"a":1,"c":2}"#,
            errors: [
                #"""
                dependentRequired of "" by /dependentRequired/a at #/dependentRequired/a, bytes 0..<13, 1:1
                Missing: b, d.
                """#
            ]),
        ErrorRow(
            "not asked for",
            schema: #"{"dependentRequired":{"a":["b"]}}"#,
            message: #"{"c":1}"#),
        ErrorRow(
            "two that ask",
            schema: #"{"dependentRequired":{"a":["b"],"c":["d"]}}"#,
            message: #"{"a":1,"c":1}"#,
            errors: [
                #"""
                dependentRequired of "" by /dependentRequired/a at #/dependentRequired/a, bytes 0..<13, 1:1
                Missing: b.
                """#,
                #"""
                dependentRequired of "" by /dependentRequired/c at #/dependentRequired/c, bytes 0..<13, 1:1
                Missing: d.
                """#,
            ]),
        ErrorRow(
            "a schema",
            schema: #"{"dependentSchemas":{"a":{"required":["b"],"properties":{"a":{"type":"null"}}}}}"#,
            message: #"{"a":1}"#,
            errors: [
                #"""
                required of "" by /dependentSchemas/a/required at #/dependentSchemas/a/required, bytes 0..<7, 1:1
                Missing: b.
                """#,
                #"""
                type of "/a" by /dependentSchemas/a/properties/a/type at #/dependentSchemas/a/properties/a/type, \#
                bytes 5..<6, 1:6
                Expected null, found an integer of 1 character.
                """#,
            ]),
        ErrorRow(
            "draft 7 has one keyword for both",
            schema: #"""
                {"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"],"c":{"maxProperties\#
                ":1}}}
                """#,
            message: #"{"a":1,"c":2}"#,
            errors: [
                #"""
                dependencies of "" by /dependencies/a at #/dependencies/a, bytes 0..<13, 1:1
                Missing: b.
                """#,
                #"""
                maxProperties of "" by /dependencies/c/maxProperties at #/dependencies/c/maxProperties, bytes 0..<13, \#
                1:1
                Expected at most 1 member, found an object of 2 members.
                """#,
            ]),
    ]
}
