import Synchronization
import Testing
import Validator

@Suite("References to other documents")
struct LoadingTests {
    /// Remembers which documents were asked for.
    private final class Shelf: Sendable {
        private let documents: [String: JSONValue]
        private let asked = Mutex<[String]>([])

        init(_ documents: [String: JSONValue]) { self.documents = documents }

        var requests: [String] { asked.withLock { $0 } }

        func options(_ base: String = "https://e.org/root.json") -> SchemaOptions {
            SchemaOptions(baseURI: base) { uri in
                self.asked.withLock { $0.append(uri) }
                return self.documents[uri]
            }
        }
    }

    @Test("a document is asked for by its resolved URI, once")
    func once() throws {
        let shelf = Shelf(["https://e.org/a.json": ["$defs": ["n": ["type": "null"]]]])
        let schema = ##"{"items":{"$ref":"a.json#/$defs/n"},"contains":{"$ref":"./x/../a.json#/$defs/n"}}"##
        let evaluator = SchemaEvaluator(try SchemaProgram(schema, options: shelf.options()))
        #expect(shelf.requests == ["https://e.org/a.json"])
        let errors = try evaluator.errors(of: "[1,null]")
        #expect(errors.map(\.keywordLocation) == ["/items/$ref/type"])
        #expect(errors.map(\.absoluteKeywordLocation) == ["https://e.org/a.json#/$defs/n/type"])
    }

    @Test(
        "the absolute place says more than the keyword's only behind a reference or another $id",
        arguments: [
            (#"{"items":{"type":"null"}}"#, "/items/type", "https://e.org/root.json#/items/type", false),
            (#"{"items":{"const":1},"$id":"own"}"#, "/items/const", "https://e.org/own#/items/const", false),
            (
                ##"{"items":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"null"}}}"##, "/items/$ref/type",
                "https://e.org/root.json#/$defs/n/type", true
            ),
            (
                #"{"items":{"$id":"inner","type":"null"}}"#, "/items/type", "https://e.org/inner#/type", true
            ),
            (#"{"items":{"$ref":"a.json"}}"#, "/items/$ref/type", "https://e.org/a.json#/type", true),
        ])
    func behindReference(schema: String, location: String, absolute: String, isBehind: Bool) throws {
        let shelf = Shelf(["https://e.org/a.json": ["type": "null"]])
        let error = try #require(
            SchemaEvaluator(try SchemaProgram(schema, options: shelf.options())).errors(of: "[2]").first)
        #expect(error.keywordLocation == location)
        #expect(error.absoluteKeywordLocation == absolute)
        #expect(error.isBehindReference == isBehind)
    }

    @Test(
        "nothing is asked for that is known",
        arguments: [
            ##"{"$ref":"#/$defs/a","$defs":{"a":{}}}"##, #"{"$ref":"root.json"  ,"type":"null"}"#,
            #"{"$ref":"https://json-schema.org/draft/2020-12/schema"}"#,
            ##"{"$ref":"http://json-schema.org/draft-07/schema#"}"##,
            #"{"$defs":{"a":{"$id":"leaf.json"}},"items":{"$ref":"leaf.json"}}"#,
            #"{"$id":"https://other.org/s.json","items":{"$ref":"s.json"}}"#,
            #"{"$schema":"https://json-schema.org/draft/2019-09/schema","$ref":"https://json-schema.org/draft/2019-09/meta/core"}"#,
        ])
    func known(schema: String) throws {
        let shelf = Shelf([:])
        // A schema that refers to itself alone is refused for that, after all documents are found.
        do { _ = try SchemaProgram(schema, options: shelf.options()) } catch let error as SchemaError {
            #expect(error.code == .endlessRecursion)
        }
        #expect(shelf.requests.isEmpty)
    }

    @Test("documents refer to documents, each in its own dialect")
    func chain() throws {
        let shelf = Shelf([
            "https://e.org/a.json": ["$ref": "deep/b.json"],
            "https://e.org/deep/b.json": [
                "$schema": "http://json-schema.org/draft-07/schema#", "items": [["type": "null"]],
                "additionalItems": ["$ref": "../c.json"],
            ],
            "https://e.org/c.json": ["maximum": 1],
        ])
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"$ref":"a.json"}"#, options: shelf.options()))
        #expect(shelf.requests == ["https://e.org/a.json", "https://e.org/deep/b.json", "https://e.org/c.json"])
        #expect(try evaluator.errors(of: "[1,2]").map(\.keyword) == ["type", "maximum"])
    }

    @Test("a document is found by the identifier that it gives itself, too")
    func ownIdentifier() throws {
        let shelf = Shelf(["https://e.org/a.json": ["$id": "https://e.org/real.json", "type": "null"]])
        let schema = #"{"items":{"$ref":"a.json"},"contains":{"$ref":"real.json"}}"#
        let evaluator = SchemaEvaluator(try SchemaProgram(schema, options: shelf.options()))
        #expect(shelf.requests == ["https://e.org/a.json"])
        #expect(
            try evaluator.errors(of: "[1,null]").map(\.absoluteKeywordLocation) == ["https://e.org/real.json#/type"])
    }

    @Test(
        "a document that takes another schema's identifier is refused",
        arguments: [
            (#"{"$id":"root.json"}"#, "/$id", "https://e.org/root.json#"),
            (#"{"$id":"own.json"}"#, "/$id", "https://e.org/root.json#"),
            (#"{"$id":"leaf.json"}"#, "/$id", "https://e.org/root.json#/$defs/s"),
            (#"{"items":{"$id":"own.json"}}"#, "/items/$id", "https://e.org/root.json#"),
            (
                #"{"$schema":"http://json-schema.org/draft-04/schema#","id":"own.json"}"#, "/id",
                "https://e.org/root.json#"
            ),
        ])
    func takenIdentifier(document: String, pointer: String, other: String) throws {
        let shelf = Shelf(["https://e.org/common.json": try JSONValue.parse(document)])
        let schema = ##"""
            {"$id":"own.json","properties":{"a":{"$ref":"common.json"},"b":{"$ref":"#/$defs/s"}},
             "$defs":{"s":{"$id":"leaf.json","type":"string"}}}
            """##
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(schema, options: shelf.options()) }
        #expect(error.code == .duplicateIdentifier)
        #expect(error.document == "https://e.org/common.json")
        #expect(error.pointer == pointer)
        #expect(error.message == "Another schema has the same identifier: \(other).")
    }

    @Test("one schema that is met in two documents keeps its identifier")
    func sharedIdentifier() throws {
        let leaf: JSONValue = ["$id": "https://e.org/leaf.json", "$ref": "#/$defs/n", "$defs": ["n": ["type": "null"]]]
        let shelf = Shelf([
            "https://e.org/a.json": ["$defs": ["leaf": leaf], "$ref": "leaf.json"], "https://e.org/copy.json": leaf,
        ])
        let schema = #"{"properties":{"a":{"$ref":"a.json"},"b":{"$ref":"copy.json"}}}"#
        let evaluator = SchemaEvaluator(try SchemaProgram(schema, options: shelf.options()))
        let errors = try evaluator.errors(of: #"{"a":1,"b":1}"#)
        #expect(errors.map(\.instancePointer) == ["/a", "/b"])
        #expect(errors.allSatisfy { $0.absoluteKeywordLocation == "https://e.org/leaf.json#/$defs/n/type" })
    }

    @Test("a meta-schema of one's own chooses the vocabularies", arguments: [true, false])
    func vocabulary(validates: Bool) throws {
        var vocabularies: JSONObject = [
            "https://json-schema.org/draft/2020-12/vocab/applicator": true,
            "https://json-schema.org/draft/2020-12/vocab/format-assertion": true,
        ]
        if validates { vocabularies["https://json-schema.org/draft/2020-12/vocab/validation"] = true }
        let meta: JSONValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": .object(vocabularies),
        ]
        let schema = """
            {"$schema": "https://e.org/meta", "properties": {"a": false}, "required": ["b"], "minProperties": 9,
             "dependentRequired": {"c": ["d"]}, "additionalProperties":
                 {"format": "ipv4", "maxLength": 1, "pattern": "^x", "minItems": 4, "uniqueItems": true}}
            """
        var options = Shelf(["https://e.org/meta": meta]).options()
        options.formats = .annotate
        let evaluator = SchemaEvaluator(try SchemaProgram(schema, options: options))
        let keywords = try evaluator.errors(of: #"{"a":1,"c":"long","e":[1,1]}"#).map(\.keyword)
        #expect(
            keywords
                == (validates
                    ? [
                        "minProperties", "required", "false schema", "maxLength", "format", "pattern", "minItems",
                        "uniqueItems", "dependentRequired",
                    ] : ["false schema", "format"]))
    }

    @Test("what is unknown lists what is known")
    func unknownDocument() throws {
        let schema = #"{"$defs":{"a":{"$id":"leaf.json"}},"properties":{"x":{"$ref":"missing.json"}}}"#
        let error = try #require(throws: SchemaError.self) {
            try SchemaProgram(schema, options: Shelf([:]).options())
        }
        #expect(error.code == .unknownReference)
        #expect(error.pointer == "/properties/x")
        #expect(
            error.message == "The reference names https://e.org/missing.json, which is not known; "
                + "known are: https://e.org/leaf.json, https://e.org/root.json.")
    }

    @Test("where nothing has a name, nothing is known")
    func nothingKnown() throws {
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(#"{"$ref":"missing.json"}"#) }
        #expect(error.message == "The reference names missing.json, which is not known; known are: none.")
    }

    @Test(
        "a place that is not there",
        arguments: [
            ##"{"$ref":"#/$defs/a"}"##, ##"{"$ref":"#nope"}"##, ##"{"$ref":"#/allOf/1","allOf":[{}]}"##,
            ##"{"$ref":"#/allOf/00","allOf":[{}]}"##, ##"{"$ref":"#%zz"}"##, ##"{"$dynamicRef":"#nope"}"##,
        ])
    func unknownPlace(schema: String) throws {
        let error = try #require(throws: SchemaError.self) { try SchemaProgram(schema) }
        #expect(error.code == .unknownReference)
        #expect(error.message == "The reference names a place that the schema does not have.")
    }

    @Test("a document that cannot be read says why")
    func unreadable() throws {
        struct Torn: Error, CustomStringConvertible { let description = "page 3 is torn" }
        let options = SchemaOptions { _ in throw Torn() }
        let error = try #require(throws: SchemaError.self) {
            try SchemaProgram(#"{"items":{"$ref":"https://e.org/a"}}"#, options: options)
        }
        #expect(error.code == .unknownReference)
        #expect(error.message == "The document of the reference cannot be read: page 3 is torn.")
    }

    @Test("a meta-schema that cannot be read says why")
    func unreadableMetaSchema() throws {
        struct Torn: Error, CustomStringConvertible { let description = "page 3 is torn" }
        let options = SchemaOptions { _ in throw Torn() }
        let error = try #require(throws: SchemaError.self) {
            try SchemaProgram(#"{"$schema":"https://e.org/meta"}"#, options: options)
        }
        #expect(error.code == .unknownDialect)
        #expect(error.pointer == "/$schema")
        #expect(error.message == "The meta-schema cannot be read: page 3 is torn.")
    }

    @Test(
        "a vocabulary that is required and unknown is refused, one that is optional is not",
        arguments: [
            ("2020-12", "https://e.org/vocab/units", true, false),
            ("2020-12", "https://e.org/vocab/units", false, true),
            ("2020-12", "https://json-schema.org/draft/2020-12/vocab/unevaluated", true, true),
            ("2020-12", "https://json-schema.org/draft/2019-09/vocab/format", true, false),
            ("2019-09", "https://json-schema.org/draft/2019-09/vocab/format", true, true),
            ("2019-09", "https://e.org/vocab/validation", true, false),
        ])
    func requiredVocabulary(draft: String, name: String, isRequired: Bool, isTaken: Bool) throws {
        let vocabularies: JSONObject = [
            "https://json-schema.org/draft/\(draft)/vocab/core": true, name: .bool(isRequired),
        ]
        let meta: JSONValue = [
            "$schema": .string("https://json-schema.org/draft/\(draft)/schema"), "$vocabulary": .object(vocabularies),
        ]
        let options = Shelf(["https://e.org/meta": meta]).options()
        let result = Result { try SchemaProgram(#"{"$schema":"https://e.org/meta"}"#, options: options) }
        guard !isTaken else { return _ = try result.get() }
        let error = #expect(throws: SchemaError.self) { try result.get() }
        #expect(error?.code == .unknownDialect)
        #expect(error?.message == "The meta-schema requires the vocabulary \(name), which is not known.")
    }

    @Test(
        "a format that is unknown is refused where a meta-schema requires formats to be asserted",
        arguments: [true, false])
    func unknownFormat(isRequired: Bool) throws {
        let vocabularies: JSONObject = [
            "https://json-schema.org/draft/2020-12/vocab/format-assertion": .bool(isRequired)
        ]
        let meta: JSONValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": .object(vocabularies),
        ]
        let options = Shelf(["https://e.org/meta": meta]).options()
        let schema = #"{"$schema":"https://e.org/meta","items":{"format":"ipv4"},"contains":{"format":"zip"}}"#
        let result = Result { try SchemaProgram(schema, options: options) }
        guard isRequired else { return _ = try result.get() }
        let error = #expect(throws: SchemaError.self) { try result.get() }
        #expect(error?.code == .invalidKeyword)
        #expect(error?.pointer == "/contains/format")
    }
}
