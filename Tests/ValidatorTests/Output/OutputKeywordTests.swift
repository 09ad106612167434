import Testing
import Validator

@Suite("Units of keywords")
struct OutputKeywordTests {
    /// A schema, a message, and the lines of its tree: indented by depth, `+` for valid, with annotation or error.
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let schema: String
        let message: String
        var dialect = Dialect.draft2020
        let lines: [String]

        var testDescription: String { name }
    }

    @Test("each keyword has the units it must have", arguments: objects + arrays + combinations + older)
    func keyword(row: Row) throws {
        let options = SchemaOptions(dialect: row.dialect)
        let tree = try SchemaProgram(row.schema, options: options).tree(of: row.message, showsUndeclaredNames: true)
        let lines = tree.units.flatMap { Self.lines($0) }
        #expect(lines == row.lines, "\(lines.joined(separator: "\n"))")
    }

    private static func lines(_ unit: OutputUnit, depth: Int = 0) -> [String] {
        let said = unit.annotation.map { " = " + $0.serialized() } ?? unit.error.map { ": " + $0 } ?? ""
        let own = "\(unit.isValid ? "+" : "-") \(unit.keywordLocation) of \"\(unit.instanceLocation)\"\(said)"
        let indent = String(repeating: "  ", count: depth)
        return [indent + own] + unit.units.flatMap { lines($0, depth: depth + 1) }
    }

    private static let objects = [
        Row(
            name: "patternProperties names what matched",
            schema: #"{"patternProperties":{"^a":{"type":"null"},"b$":true}}"#, message: #"{"ab":null,"c":1}"#,
            lines: [
                #"+ /patternProperties of "" = ["ab"]"#,
                #"  + /patternProperties/^a of "/ab""#,
                #"    + /patternProperties/^a/type of "/ab""#,
                #"  + /patternProperties/b$ of "/ab""#,
            ]),
        Row(
            name: "a name's pattern that gives up is no pass",
            schema: #"{"patternProperties":{"^(a|aa)+$(?!b)":true}}"#,
            message: "{\"\(String(repeating: "a", count: 200))!\":1}",
            lines: [
                #"- /patternProperties of """#,
                #"  - /patternProperties/^(a|aa)+$(?!b) of "/\#(String(repeating: "a", count: 200))!": "#
                    + #"Could not be decided: whether the name matches ^(a|aa)+$(?!b)."#,
            ]),
        Row(
            name: "propertyNames annotates nothing",
            schema: #"{"propertyNames":{"title":"N","maxLength":2}}"#, message: #"{"a":1,"abc":2}"#,
            lines: [
                #"- /propertyNames of """#,
                #"  + /propertyNames of "/a""#,
                #"    + /propertyNames/title of "/a""#,
                #"    + /propertyNames/maxLength of "/a""#,
                #"  - /propertyNames of "/abc""#,
                #"    + /propertyNames/title of "/abc""#,
                #"    - /propertyNames/maxLength of "/abc": Expected at most 2 characters, found a string of 3 characters."#,
            ]),
        Row(
            name: "dependencies of names and of schemas",
            schema: #"{"dependentRequired":{"a":["b"]},"dependentSchemas":{"a":{"title":"A"},"z":{"title":"Z"}}}"#,
            message: #"{"a":1}"#,
            lines: [
                #"- /dependentRequired of """#,
                #"  - /dependentRequired/a of "": Missing: b."#,
                #"+ /dependentSchemas of """#,
                #"  + /dependentSchemas/a of """#,
                #"    + /dependentSchemas/a/title of """#,
            ]),
        Row(
            name: "unevaluatedProperties looks at what is left",
            schema: #"{"properties":{"a":true},"unevaluatedProperties":false}"#, message: #"{"a":1,"b":2}"#,
            lines: [
                #"+ /properties of """#, #"  + /properties/a of "/a""#,
                #"- /unevaluatedProperties of """#,
                #"  - /unevaluatedProperties of "/b": The schema allows nothing here."#,
            ]),
        Row(
            name: "keywords of objects say nothing about all else",
            schema: #"{"properties":{"a":false},"required":["a"],"additionalProperties":false,"minProperties":1}"#,
            message: "1",
            lines: [
                #"+ /properties of """#, #"+ /required of """#, #"+ /additionalProperties of """#,
                #"+ /minProperties of """#,
            ]),
        Row(
            name: "more required names than one plan holds",
            schema: #"{"required":[\#((0..<70).map { #""n\#($0)""# }.joined(separator: ","))]}"#,
            message: "{\((0..<69).map { #""n\#($0)":0"# }.joined(separator: ","))}",
            lines: [#"- /required of "": Missing: n69."#]),
    ]

    private static let arrays = [
        Row(
            name: "prefixItems says how far, items that it looked",
            schema: #"{"prefixItems":[true,{"type":"null"}],"items":{"type":"integer"}}"#, message: "[1,null,2]",
            lines: [
                #"+ /prefixItems of "" = 1"#,
                #"  + /prefixItems/0 of "/0""#,
                #"  + /prefixItems/1 of "/1""#,
                #"    + /prefixItems/1/type of "/1""#,
                #"+ /items of "" = true"#,
                #"  + /items of "/2""#,
                #"    + /items/type of "/2""#,
            ]),
        Row(
            name: "prefixItems that reach the end say so", schema: #"{"prefixItems":[true,true]}"#, message: "[1,2]",
            lines: [#"+ /prefixItems of "" = true"#, #"  + /prefixItems/0 of "/0""#, #"  + /prefixItems/1 of "/1""#]),
        Row(
            name: "contains says where, and its counts fail by themselves",
            schema: #"{"contains":{"type":"null"},"minContains":2}"#, message: "[1,null]",
            lines: [
                #"+ /contains of """#,
                #"  - /contains of "/0""#,
                #"    - /contains/type of "/0": Expected null, found an integer of 1 character."#,
                #"  + /contains of "/1""#,
                #"    + /contains/type of "/1""#,
                #"- /minContains of "": Expected at least 2 matching items, found an array of 2 items."#,
            ]),
        Row(
            name: "contains without a match", schema: #"{"contains":false}"#, message: "[1]",
            lines: [
                #"- /contains of "": None of the items matches."#,
                #"  - /contains of "/0": The schema allows nothing here."#,
            ]),
        Row(
            name: "unevaluatedItems", schema: #"{"prefixItems":[true],"unevaluatedItems":{"type":"null"}}"#,
            message: "[1,null]",
            lines: [
                #"+ /prefixItems of "" = 0"#, #"  + /prefixItems/0 of "/0""#,
                #"+ /unevaluatedItems of "" = true"#,
                #"  + /unevaluatedItems of "/1""#, #"    + /unevaluatedItems/type of "/1""#,
            ]),
    ]

    private static let combinations = [
        Row(
            name: "not holds where its schema does not", schema: #"{"not":{"type":"null"}}"#, message: "1",
            lines: [
                #"+ /not of """#, #"  - /not of """#,
                #"    - /not/type of "": Expected null, found an integer of 1 character."#,
            ]),
        Row(
            name: "a failed branch of anyOf annotates nothing",
            schema: #"{"anyOf":[{"title":"A","type":"null"},{"title":"B"}]}"#, message: "1",
            lines: [
                #"+ /anyOf of """#, #"  - /anyOf/0 of """#, #"    + /anyOf/0/title of """#,
                #"    - /anyOf/0/type of "": Expected null, found an integer of 1 character."#,
                #"  + /anyOf/1 of """#, #"    + /anyOf/1/title of "" = "B""#,
            ]),
        Row(
            name: "oneOf with two matches", schema: #"{"oneOf":[true,{}]}"#, message: "1",
            lines: [
                #"- /oneOf of "": 2 of the 2 schemas match; exactly one must."#,
                #"  + /oneOf/0 of """#, #"  + /oneOf/1 of """#,
            ]),
        Row(
            name: "if never fails, and else counts",
            schema: #"{"if":{"type":"null"},"then":{"title":"T"},"else":{"title":"E"}}"#, message: "1",
            lines: [
                #"+ /if of """#, #"  - /if of """#,
                #"    - /if/type of "": Expected null, found an integer of 1 character."#,
                #"+ /else of """#, #"  + /else/title of "" = "E""#,
            ]),
        Row(name: "then without if", schema: #"{"then":false,"else":false}"#, message: "1", lines: []),
        Row(
            name: "a reference to a schema that allows everything",
            schema: ##"{"$ref":"#/$defs/a","$defs":{"a":true}}"##, message: "1", lines: [#"+ /$ref of """#]),
        Row(
            name: "a dynamic reference",
            schema: ##"{"$dynamicRef":"#a","$defs":{"a":{"$dynamicAnchor":"a","title":"A"}}}"##, message: "1",
            lines: [#"+ /$dynamicRef of """#, #"  + /$dynamicRef/title of "" = "A""#]),
        Row(
            name: "a format that is checked still annotates", schema: #"{"format":"ipv4"}"#, message: #""10.0.0.1""#,
            lines: [#"+ /format of "" = "ipv4""#]),
        Row(
            name: "a pattern that gives up is no pass",
            schema: #"{"pattern":"^(a|aa)+$(?!b)"}"#, message: "\"\(String(repeating: "a", count: 200))!\"",
            lines: [#"- /pattern of "": Could not be decided: a match of ^(a|aa)+$(?!b)."#]),
    ]

    private static let older = [
        Row(
            name: "nothing counts beside a reference until draft 7",
            schema: ##"{"$ref":"#/definitions/a","title":"no","definitions":{"a":{"title":"A"}}}"##, message: "1",
            dialect: .draft7, lines: [#"+ /$ref of """#, #"  + /$ref/title of "" = "A""#]),
        Row(
            name: "applicators annotate from 2019-09 on", schema: #"{"properties":{"a":{"title":"A"}}}"#,
            message: #"{"a":1}"#, dialect: .draft7,
            lines: [
                #"+ /properties of """#, #"  + /properties/a of "/a""#, #"    + /properties/a/title of "/a" = "A""#,
            ]),
        Row(
            name: "a list under items, and additionalItems",
            schema: #"{"items":[true],"additionalItems":{"type":"null"}}"#, message: "[1,2]",
            dialect: .draft2019,
            lines: [
                #"+ /items of """#, #"  + /items/0 of "/0""#,
                #"- /additionalItems of """#, #"  - /additionalItems of "/1""#,
                #"    - /additionalItems/type of "/1": Expected null, found an integer of 1 character."#,
            ]),
        Row(
            name: "a keyword of a later draft is a note", schema: #"{"const":1,"exclusiveMinimum":true,"minimum":0}"#,
            message: "2", dialect: .draft4,
            lines: [#"+ /const of "" = 1"#, #"+ /exclusiveMinimum of """#, #"+ /minimum of """#]),
        Row(
            name: "dependencies of both kinds", schema: #"{"dependencies":{"a":["b"],"c":{"type":"array"}}}"#,
            message: #"{"a":1,"c":2}"#, dialect: .draft7,
            lines: [
                #"- /dependencies of """#, #"  - /dependencies/c of """#,
                #"    - /dependencies/c/type of "": Expected array, found an object of 2 members."#,
                #"  - /dependencies/a of "": Missing: b."#,
            ]),
        Row(
            name: "a recursive reference", schema: ##"{"$recursiveAnchor":true,"items":{"$recursiveRef":"#"}}"##,
            message: "[1]", dialect: .draft2019,
            lines: [
                #"+ /items of "" = true"#, #"  + /items of "/0""#, #"    + /items/$recursiveRef of "/0""#,
                #"      + /items/$recursiveRef/items of "/0""#,
            ]),
    ]
}
