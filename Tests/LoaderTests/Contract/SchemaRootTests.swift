import Foundation
import Testing
import Validator

@testable import Loader

@Suite("The schema root")
struct SchemaRootTests {
    private static let contract = "contract: a\nversion: 1.0.0\nmessage: {$ref: message.json}\n"

    /// A contract in `in/`, whose message refers to another file.
    private func folder(referring reference: String) throws -> ContractFolder {
        let folder = try ContractFolder()
        try folder.write(Self.contract, to: "in/c.yaml")
        try folder.write(#"{"type":"object","properties":{"a":{"$ref":"\#(reference)"}}}"#, to: "in/message.json")
        try folder.write(#"{"$defs":{"n":{"type":"integer"}}}"#, to: "in/parts/n.json")
        try folder.write(#"{"$ref":"n.json#/$defs/n"}"#, to: "in/parts/a b.json")
        try folder.write(#"{"type":"integer"}"#, to: "out/n.json")
        return folder
    }

    private func accepts(_ contract: Contract, _ message: String) throws -> Bool {
        let (program, parser) = (try contract.compile(), JSONParser())
        return try Array(message.utf8).withUnsafeBytes { try SchemaEvaluator(program).isValid(parser.parse($0)) }
    }

    private func mistakes(_ folder: ContractFolder, root: String? = nil) throws -> [String] {
        do {
            let reading = SchemaReading(root: root.map { "\(folder.path)/\($0)" })
            _ = try Contract.read(path: "\(folder.path)/in/c.yaml", reading: reading)
            return []
        } catch {
            return error.problems.map { "\($0)".replacing(folder.path + "/", with: "") }
        }
    }

    @Test(
        "files below the schema's folder are read, relative to the file that refers to them",
        arguments: [
            "parts/n.json#/$defs/n", "./parts/../parts/n.json#/$defs/n", "parts/a%20b.json", "parts/a b.json",
            "message.json#/$defs/own", "#/$defs/own",
        ])
    func below(reference: String) throws {
        let folder = try folder(referring: reference)
        try folder.write(
            #"{"properties":{"a":{"$ref":"\#(reference)"}},"$defs":{"own":{"type":"integer"}}}"#, to: "in/message.json")
        let contract = try Contract.load(path: "\(folder.path)/in/c.yaml")
        #expect(try accepts(contract, #"{"a":1}"#))
        #expect(try !accepts(contract, #"{"a":"1"}"#))
    }

    @Test("a message's file in a deeper folder refers to files beside itself")
    func deeper() throws {
        let folder = try folder(referring: "x")
        try folder.write(#"{"properties":{"a":{"$ref":"n.json#/$defs/n"}}}"#, to: "in/parts/message.json")
        let text = Self.contract.replacing("message.json", with: "parts/message.json")
        let contract = try Contract.load(path: folder.write(text, to: "in/c.yaml"))
        #expect(contract.schemaSource.path.hasSuffix("in/parts/message.json"))
        #expect(contract.schemaSource.root.hasSuffix("/in"))
        #expect(try !accepts(contract, #"{"a":"1"}"#))
    }

    @Test("what lies outside is refused, and what is inside is listed", arguments: ["../out/n.json", "/etc/hostname"])
    func outside(reference: String) throws {
        let mistakes = try mistakes(folder(referring: reference))
        #expect(mistakes.count == 1)
        let message = try #require(mistakes.first)
        #expect(message.hasPrefix("in/message.json:1:"))
        #expect(message.contains("lies outside the schema root in, see --schema-root (in in are: c.yaml, message.json"))
    }

    @Test("a wider root allows what lies in it, and nothing else")
    func wider() throws {
        let folder = try folder(referring: "../out/n.json")
        #expect(try mistakes(folder, root: ".") == [])
        let reading = SchemaReading(root: folder.path)
        let contract = try Contract.load(path: "\(folder.path)/in/c.yaml", reading: reading)
        #expect(try !accepts(contract, #"{"a":"1"}"#))
        #expect(try mistakes(folder, root: "in/parts").first?.contains("lies outside the schema root in/parts") == true)
        let other = try self.folder(referring: "/etc/hostname")
        #expect(try mistakes(other, root: ".").first?.contains("/etc/hostname lies outside the schema root") == true)
    }

    @Test("a link that leads out of the root is refused, one that stays inside is not")
    func links() throws {
        let folder = try folder(referring: "parts/link.json")
        let link = "\(folder.path)/in/parts/link.json"
        let files = FileManager.default
        try files.createSymbolicLink(atPath: link, withDestinationPath: "../../out/n.json")
        #expect(try mistakes(folder).first?.contains("in/parts/link.json lies outside the schema root in") == true)
        #expect(try mistakes(folder, root: ".") == [])
        try files.removeItem(atPath: link)
        try files.createSymbolicLink(atPath: link, withDestinationPath: "n.json")
        #expect(try mistakes(folder) == [])
        // A folder that is a link is no way out either.
        try files.removeItem(atPath: link)
        try files.createSymbolicLink(atPath: "\(folder.path)/in/way", withDestinationPath: "../out")
        try folder.write(#"{"properties":{"a":{"$ref":"way/n.json"}}}"#, to: "in/message.json")
        #expect(try mistakes(folder).first?.contains("lies outside") == true)
    }

    @Test("a file that is not there, and what no file can be")
    func missing() throws {
        #expect(
            try mistakes(folder(referring: "none.json")).first?.contains(
                "in/none.json is not there (in in are: c.yaml, message.json") == true)
        for uri in ["https://example.org/a.json", "urn:x:y", "file:///etc/hostname", "//host/a.json", "x.json?a=b"] {
            let message = try #require(try mistakes(folder(referring: uri)).first)
            #expect(message.contains("which is not known; known are: in/message.json"), "\(message)")
        }
    }

    @Test("a mistake in another file names that file")
    func elsewhere() throws {
        let folder = try folder(referring: "parts/bad.json")
        try folder.write(#"{"allOf":[{"type":"objekt"}]}"#, to: "in/parts/bad.json")
        let message = try #require(try mistakes(folder).first)
        #expect(message.hasPrefix("in/message.json:1:1: in/parts/bad.json#/allOf/0/type: The types are"), "\(message)")
    }

    @Test("many files are listed in part")
    func listing() throws {
        let folder = try folder(referring: "none.json")
        for number in 10..<30 { try folder.write("{}", to: "in/n\(number).json") }
        #expect(try mistakes(folder).first?.contains("n18.json, n19.json and 10 more") == true)
    }

    @Test(
        "format refuses in a contract, in a bare schema as its dialect says, and as whoever runs it says",
        arguments: [
            (true, "2020-12/schema", nil, false), (true, "2020-12/schema", .annotate, true),
            (false, "2020-12/schema", nil, true), (false, "2019-09/schema", nil, true),
            (false, "draft-07/schema", nil, false), (false, "draft-04/schema", nil, false),
            (false, "2020-12/schema", .assert, false), (false, "draft-07/schema", .annotate, true),
        ] as [(Bool, String, SchemaOptions.FormatMode?, Bool)])
    func formats(isContract: Bool, dialect: String, mode: SchemaOptions.FormatMode?, isValid: Bool) throws {
        let folder = try ContractFolder()
        let place = dialect.hasPrefix("draft") ? "http://json-schema.org" : "https://json-schema.org/draft"
        let schema = #"{"$schema":"\#(place)/\#(dialect)","type":"string","format":"ipv4"}"#
        let text = isContract ? #"{"contract":"a","version":"1.0.0","message":\#(schema)}"# : schema
        let file = try folder.write(text, to: "a.json")
        let contract = try Contract.load(path: file, reading: SchemaReading(formats: mode))
        #expect(try accepts(contract, #""300.1.1.1""#) == isValid)
        #expect(try accepts(contract, #""10.1.1.1""#))
    }
}
