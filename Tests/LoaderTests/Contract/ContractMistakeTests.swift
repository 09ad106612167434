import Testing
import Validator

/// Each kind of mistake, with the exact text that its author sees.
@Suite struct ContractMistakeTests {
    private static let head = "contract: a\nversion: 1.0.0\n"
    private static let message = """
        message:
          type: object
          additionalProperties: false
          properties:
            id: {type: string, format: uuid}
            ip: {type: string, maxLength: 15}
            count: {type: integer}
            price: {type: number}
            tags: {type: array, items: {type: string}}
            address: {type: object, additionalProperties: false, properties: {city: {type: string}}}

        """

    @Test(
        "a mistake in the shape is reported with its line, column and a hint",
        arguments: [
            (
                "contract: a\nversion: 1.0.0\nmessage: {type: object}\nload:\n  table: t\n  colums: {}\n",
                [
                    "c.yaml:4:1: missing key 'columns' under load (The columns by name, in the table's order)",
                    "c.yaml:6:3: unknown key 'colums' under load (did you mean 'columns'?)",
                ]
            ),
            (
                "contract: a\nversion: one\nmessage: {type: object}\n",
                [
                    "c.yaml:2:10: version must match "
                        + #"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$, "#
                        + "not 'one' (The contract's version as Semantic Versioning 2.0.0 writes it)"
                ]
            ),
            (
                "contract: a\nversion: 1.0.0\n",
                [
                    "c.yaml:1:1: missing key 'message' (The JSON Schema of one message; 2020-12 unless $schema says "
                        + "otherwise. {$ref: FILE} takes a file of the contract's folder)"
                ]
            ),
            (
                "contract: a\nversion: 1.0.0\nmessage: {type: object}\nchecks:\n  - {metric: rowcount, mustBe: 1}\n",
                [
                    "c.yaml:5:14: checks.0.metric must be one of rowCount, invalidRows, nullValues, missingValues, "
                        + "invalidValues, not 'rowcount' (did you mean 'rowCount'?)"
                ]
            ),
            (
                "contract: a\nversion: 1.0.0\nmessage: {type: object}\npii: /ip\n",
                [
                    "c.yaml:4:6: pii must be of type array, not '/ip' (Places of personal data in a message; a masked "
                        + "column's place is added by itself)"
                ]
            ),
        ])
    func shape(_ text: String, _ expected: [String]) throws {
        #expect(try ContractFolder().mistakes(in: text) == expected)
    }

    @Test("a misspelt keyword of the message's schema is a mistake, one's own beginning with x- is not")
    func unknownKeyword() throws {
        let text = """
            contract: c
            version: 1.0.0
            message:
              type: object
              x-owner: logins
              additionalPropertes: false
              properties:
                id: {type: string, minLenght: 3}
            """
        #expect(
            try ContractFolder().mistakes(in: text) == [
                "c.yaml:6:3: unknown keyword 'additionalPropertes' in the schema of a message "
                    + "(did you mean 'additionalProperties'?)",
                "c.yaml:8:24: unknown keyword 'minLenght' in the schema of a message (did you mean 'minLength'?)",
            ])
    }

    @Test("a misspelt format, which would check nothing, is a mistake; another standard's is a note")
    func formats() throws {
        let text = """
            contract: c
            version: 1.0.0
            message:
              type: object
              properties:
                id: {type: string, format: uuidd}
                at: {type: string, format: datetime}
                n: {type: integer, format: int64}
                phone: {type: string, format: e164}
                key: {type: string, format: ulid}
            """
        #expect(
            try ContractFolder().mistakes(in: text) == [
                "c.yaml:6:32: unknown format 'uuidd', which checks nothing (did you mean 'uuid'?)",
                "c.yaml:7:32: unknown format 'datetime', which checks nothing (did you mean 'date-time'?)",
            ])
    }

    @Test("what a reference leads to is held to the same rules, at its own place")
    func referencedWords() throws {
        let folder = try ContractFolder()
        try folder.write(
            "{\n  \"type\": \"string\",\n  \"minLenght\": 3,\n  \"format\": \"uuidd\"\n}\n", to: "other.json")
        let text = """
            contract: c
            version: 1.0.0
            message:
              type: object
              properties: {a: {$ref: other.json}, b: {$ref: other.json}}
            """
        #expect(
            try folder.mistakes(in: text) == [
                "other.json:3:3: unknown keyword 'minLenght' in the schema of a message (did you mean 'minLength'?)",
                "other.json:4:13: unknown format 'uuidd', which checks nothing (did you mean 'uuid'?)",
            ])
    }

    @Test("a file whose name is percent-encoded in the reference is looked at like any other")
    func encodedReference() throws {
        let folder = try ContractFolder()
        let text = """
            contract: c
            version: 1.0.0
            message: {type: object, properties: {a: {$ref: "sub%20dir/%C3%A9.json"}}}
            """
        try folder.write(#"{"type": "string", "format": "phone"}"#, to: "sub dir/é.json")
        #expect(try folder.mistakes(in: text) == [])
        try folder.write(#"{"type": "string", "minLenght": 1}"#, to: "sub dir/é.json")
        #expect(
            try folder.mistakes(in: text) == [
                "sub dir/é.json:1:20: unknown keyword 'minLenght' in the schema of a message (did you mean 'minLength'?)"
            ])
    }

    @Test(
        "a keyword that the schema's dialect passes over is a mistake",
        arguments: [
            ("draft-07/schema#", "dependentRequired: {a: [b]}", "'dependentRequired' checks nothing in draft-07"),
            ("draft-04/schema#", "const: 1", "'const' checks nothing in draft-04"),
            ("draft/2020-12/schema", "additionalItems: false", "'additionalItems' checks nothing in 2020-12"),
            (
                "draft-07/schema#", "properties: {a: {$ref: '#/definitions/a', minLength: 3}}",
                "'minLength' beside '$ref' checks nothing before 2019-09"
            ),
            ("draft-07/schema#", "properties: {a: {$ref: '#/definitions/a', description: d}}", nil),
            ("draft/2020-12/schema", "dependencies: {a: [b]}", nil),
            ("draft/2019-09/schema", "properties: {a: {$ref: '#/definitions/a', minLength: 3}}", nil),
        ] as [(String, String, String?)])
    func otherDialects(dialect: String, keyword: String, mistake: String?) throws {
        let text = """
            contract: c
            version: 1.0.0
            message:
              $schema: \(dialect.hasPrefix("draft-") ? "http" : "https")://json-schema.org/\(dialect)
              definitions: {a: {type: string}}
              \(keyword)
            """
        let found = try ContractFolder().mistakes(in: text)
        #expect(found.count == (mistake == nil ? 0 : 1), "\(found)")
        #expect(found.allSatisfy { $0.hasSuffix(mistake ?? "") }, "\(found)")
    }

    @Test("a bare JSON Schema may hold words of its own, as the standard says")
    func ownWords() throws {
        let schema: JSONValue = ["type": "object", "minLenght": 3]
        #expect(try SchemaProgram(compiling: schema).passedOver.map(\.place) == ["/minLenght"])
        #expect(try ContractFolder().mistakes(in: schema.serialized()) == [])
    }

    @Test(
        "a column that cannot work is reported at the part that is wrong",
        arguments: [
            ("{from: /idd, type: text}", "13:15: no valid message has /idd (did you mean '/id'?)"),
            (
                "{from: /address/town, type: text}",
                "13:15: no valid message has /address/town (the message's schema "
                    + "allows no such place)"
            ),
            ("{from: id, type: text}", "13:15: 'id' is no JSON Pointer (did you mean '/id'?)"),
            ("{from: $message.di, type: uuid}", "13:15: unknown source '$message.di' (did you mean '$message.id'?)"),
            ("{from: /id, type: integer}", "13:26: string does not fit into integer (integer takes integer)"),
            ("{from: /count, type: uuid}", "13:29: integer does not fit into uuid (uuid takes string)"),
            ("{from: /count, type: date}", "13:29: integer does not fit into date (date takes string)"),
            ("{from: /id, type: varchr(3)}", "13:26: unknown type 'varchr(3)' (did you mean 'varchar'?)"),
            (
                "{from: /id, type: varchar(0)}",
                "13:26: unknown type 'varchar(0)' (varchar takes 1 to 10485760 "
                    + "characters)"
            ),
            ("{from: $run.date, type: timestamptz}", "13:32: $run.date does not fit into timestamptz (type: date)"),
            ("{from: $run.id, type: uuid, transform: trim}", "13:47: $run.id takes no transform"),
            ("{from: /count, type: integer, transform: version}", "13:49: version needs a string; this is integer"),
            ("{from: /id, type: text, transform: version}", "13:43: version makes a number (type: integer or bigint)"),
            (
                "{from: /count, type: date, transform: epoch}",
                "13:46: epoch makes a time (type: timestamptz or "
                    + "timestamp)"
            ),
            (
                "{from: /id, type: integer, transform: [version, trim]}",
                "13:46: nothing can follow version (version "
                    + "comes last)"
            ),
            (
                "{from: /count, type: integer, transform: {default: many}}",
                "13:49: the default does not fit into "
                    + "integer (an integer from -2147483648 to 2147483647)"
            ),
            (
                "{from: /ip, type: varchar(40), mask: {method: hmac, domain: ip}}",
                "13:26: varchar(40) is too short for "
                    + "what hmac writes (at least varchar(57))"
            ),
            (
                "{from: /ip, type: text, mask: {method: hmac, domain: ip, bits: 512}}",
                "13:71: load.columns.x.mask.bits must be one of 128, 256, not 512 (The length of an hmac token's payload)"
            ),
            (
                "{from: /ip, type: inet, mask: {method: sha256}}",
                "13:38: sha256 writes text, which inet does not take "
                    + "(type: text, or varchar(64) at least)"
            ),
            ("{from: /count, type: text, mask: {method: redact}}", "13:41: only text can be masked; this is integer"),
            (
                "{from: /ip, type: text, mask: {method: hmac}}",
                "13:38: an hmac mask needs a domain (a name that all "
                    + "columns share whose tokens must be comparable, as domain: ip)"
            ),
            ("{from: /ip, type: text, mask: {method: sha256, bits: 128}}", "13:55: bits has no meaning for sha256"),
            (
                "{from: $message.id, type: text, mask: {method: sha256}}",
                "13:46: $message.id is not personal data and "
                    + "is not masked"
            ),
            (
                "{from: /price, type: 'numeric(4,5)'}",
                "13:29: unknown type 'numeric(4,5)' (numeric takes 1 to 1000 "
                    + "digits, and at most as many decimals)"
            ),
        ])
    func columns(_ column: String, _ expected: String) throws {
        let text = Self.head + Self.message + "load: {table: t, columns: {\n    x: \(column)}}\n"
        let mistakes = try ContractFolder().mistakes(in: text)
        #expect(mistakes == ["c.yaml:" + expected.replacingLine(of: text)])
    }

    @Test(
        "parts that do not go together are reported",
        arguments: [
            (
                "pii: [/ip]\nload: {table: t, columns: {x: {from: /ip, type: text}}}",
                ["/ip would be loaded unmasked, but /ip is personal data (add a mask)"]
            ),
            (
                "pii: [/address/city]\nload: {table: t, columns: {x: {from: /address, type: jsonb}}}",
                ["/address would be loaded unmasked, but /address/city is personal data (add a mask)"]
            ),
            (
                "load: {table: t, columns: {x: {from: /ip, type: text}, y: {from: /ip, type: text, mask: {method: redact}}}}",
                [
                    "/ip would be loaded unmasked, but /ip is personal data (another column masks it: add a mask here, or "
                        + "drop the column)"
                ]
            ),
            (
                "load: {table: t, key: [idd], columns: {id: {from: /id, type: uuid}}}",
                ["the key names no column: 'idd' (did you mean 'id'?)"]
            ),
            (
                "load: {table: t, key: [x], columns: {x: {from: /ip, type: text, mask: {method: null}}}}",
                ["the key's column 'x' loses its value by its mask (hmac keeps equal values equal)"]
            ),
            (
                "load: {table: t, key: [x], columns: {x: {from: /price, type: numeric}}}",
                ["numeric cannot be part of a key (equal values may be written differently)"]
            ),
            ("pii: [/phone]", ["no valid message has /phone (the message's schema allows no such place)"]),
            ("checks: [{metric: nullValues, mustBe: 0}]", ["nullValues needs a field (field: /locale)"]),
            (
                "checks: [{metric: rowCount, field: /id, mustBe: 0}]",
                ["rowCount is about messages, not about a field (leave field out, or measure invalidValues)"]
            ),
            (
                "checks: [{metric: nullValues, field: /idd, mustBe: 0}]",
                ["no valid message has /idd (did you mean '/id'?)"]
            ),
            ("checks: [{metric: rowCount}]", ["the check has no threshold (add one, as mustBeLessThan: 5)"]),
            (
                "checks: [{metric: rowCount, mustBeGreaterThan: 5, mustBeLessThan: 6}]",
                ["no number of messages keeps mustBeGreaterThan 5 and mustBeLessThan 6"]
            ),
            (
                "checks: [{metric: invalidRows, unit: percent, mustBeGreaterThan: 100}]",
                ["no number from 0 to 100 keeps mustBeGreaterThan 100"]
            ),
            (
                "checks: [{metric: rowCount, mustBeBetween: [5, 1]}]",
                ["the range ends before it begins (write the smaller number first)"]
            ),
            (
                "checks: [{metric: rowCount, unit: percent, mustBe: 100}]",
                ["rowCount in percent is always 100 (unit: rows)"]
            ),
            (
                "checks: [{id: a, metric: rowCount, mustBe: 1}, {id: a, metric: invalidRows, mustBe: 1}]",
                ["the id 'a' stands twice"]
            ),
        ])
    func together(_ part: String, _ expected: [String]) throws {
        let mistakes = try ContractFolder().mistakes(in: Self.head + Self.message + part + "\n")
        let words = mistakes.map { $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "" }
        #expect(words == expected)
    }

    @Test("names that PostgreSQL would cut are refused, and long ones of few bytes are not")
    func identifiers() throws {
        let long = String(repeating: "ä", count: 40)
        let text = Self.head + Self.message + "load: {table: t, columns: {\(long): {from: /id, type: uuid}}}\n"
        let mistakes = try ContractFolder().mistakes(in: text)
        #expect(mistakes.count == 1)
        #expect((mistakes.first ?? "").contains("the name is 80 bytes long"))
    }

    @Test("a schema that does not compile is reported at its place")
    func schemaMistake() throws {
        let text = Self.head + "message:\n  type: object\n  properties:\n    a: {type: strin}\n"
        let mistakes = try ContractFolder().mistakes(in: text)
        #expect(mistakes.count == 1)
        #expect((mistakes.first ?? "").hasPrefix("c.yaml:6:"))
    }

    @Test("all mistakes come at once, in the order of the file")
    func allAtOnce() throws {
        let text = """
            contract: a b
            versoin: 1.0.0
            message: {type: object, additionalProperties: false, properties: {a: {type: string}}}
            load:
              table: t
              columns:
                x: {from: /b, type: text}
                y: {from: /a, type: integr}
            checks: [{metric: rowCount}]
            """
        let places = try ContractFolder().mistakes(in: text).map { $0.split(separator: " ")[0] }
        #expect(
            places == ["c.yaml:1:1:", "c.yaml:1:11:", "c.yaml:2:1:", "c.yaml:7:15:", "c.yaml:8:25:", "c.yaml:9:10:"])
    }

    @Test("a contract that is misspelt is not taken for a schema that accepts everything")
    func notBare() throws {
        #expect(try ContractFolder().mistakes(in: "contrat: a\nmesage: {}\nversion: 1.0.0\n").count == 4)
        #expect(try !ContractFolder().mistakes(in: "true\n").isEmpty)
        #expect(try !ContractFolder().mistakes(in: "[]\n").isEmpty)
    }
}

extension String {
    /// The place with the line of the last but one line of the text: the one that the test is about.
    fileprivate func replacingLine(of text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        return "\(line)" + drop { $0 != ":" }
    }
}
