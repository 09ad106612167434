import Foundation
import Reporting
import Testing
import Validator

@testable import Loader

@Suite struct ContractLoadTests {
    @Test("the shipped contract is read whole")
    func shipped() throws {
        let contract = try Contract.load(path: Repository.root + "/schemas/user_logins.yaml")
        #expect(contract.name == "user_logins")
        #expect(contract.version == "1.0.0")
        #expect(contract.pii == ["/ip", "/device_id"])
        let load = try #require(contract.load)
        #expect(load.table.description == "user_logins")
        #expect(load.key == ["message_id"])
        #expect(!load.needsLedger)
        #expect(
            load.columns.map(\.name) == [
                "message_id", "user_id", "device_type", "masked_ip", "masked_device_id", "locale", "app_version",
                "create_date", "run_id",
            ])
        #expect(load.columns[3].mask == Mask(method: .hmac, domain: "ip", normalize: .ip))
        #expect(contract.checks.map(\.id) == ["rowCount", "invalidRows"])
        #expect(contract.checks[1].unit == .percent)
        #expect(contract.checks[1].thresholds == [Threshold(.mustBeLessThan, 5)])
        #expect(contract.checks[1].warnThresholds == [Threshold(.mustBeLessThan, 1)])
        #expect(contract.checks[1].name == "invalidRows mustBeLessThan 5 percent")
    }

    @Test("the table without a key has seven columns, an integer version and no key")
    func reference() throws {
        let contract = try Contract.load(path: Repository.root + "/schemas/user_logins_reference.yaml")
        let load = try #require(contract.load)
        #expect(load.key.isEmpty)
        #expect(load.needsLedger)
        #expect(
            load.columns.map(\.type.contractText) == [
                "varchar(128)", "varchar(32)", "varchar(256)", "varchar(256)", "varchar(32)", "integer", "date",
            ])
        #expect(load.columns[5].transforms == [.version])
    }

    @Test(
        "the shipped contracts accept the first message and refuse the wrong one",
        arguments: ["user_logins", "user_logins_reference"])
    func firstMessage(_ name: String) throws {
        let contract = try Contract.load(path: Repository.root + "/schemas/\(name).yaml")
        let evaluator = SchemaEvaluator(try SchemaProgram(compiling: contract.messageSchema))
        func isValid(_ text: String) throws -> Bool {
            let parser = JSONParser()
            return try Array(text.utf8).withUnsafeBytes { evaluator.isValid(try parser.parse($0)) }
        }
        #expect(
            try isValid(
                #"{"user_id": "424cdd21-063a-43a7-b91b-7ca1a833afae", "app_version": "2.3.0","#
                    + #" "device_type": "android", "ip": "199.172.111.135", "locale": "RU", "device_id": "593-47-5928"}"#
            ))
        #expect(try !isValid(#"{"foo": "oops_wrong_msg_type", "bar": "123"}"#))
    }

    @Test("layout, comments, order and format do not change the fingerprint; content does")
    func fingerprint() throws {
        let folder = try ContractFolder()
        let one = try folder.write(
            "contract: a\nversion: 1.0.0\nmessage: {type: object, required: [b]}\n", to: "one.yaml")
        let two = try folder.write(
            #"{"message": {"required": ["b"], "type": "object"}, "version": "1.0.0", "contract": "a"}"#, to: "two.json")
        let three = try folder.write(
            "contract: a\nversion: 1.0.0\nmessage: {type: object, required: [c]}\n", to: "three.yaml")
        let prints = try [one, two, three].map { try Contract.load(path: $0).fingerprint }
        #expect(prints[0] == prints[1])
        #expect(prints[0] != prints[2])
        #expect(prints[0].count == 64)
    }

    @Test("a bare JSON Schema is a contract without load and checks")
    func bare() throws {
        let folder = try ContractFolder()
        let file = try folder.write(
            #"{"type": "object", "properties": {"a": {"type": "string"}}}"#, to: "login.schema.json")
        let contract = try Contract.load(path: file)
        #expect(contract.name == "login")
        #expect(contract.load == nil)
        #expect(contract.checks.isEmpty)
        #expect(contract.messageSchema["type"] == "object")
    }

    @Test("a masked column's place is personal data without being named")
    func maskedPlaces() throws {
        let folder = try ContractFolder()
        let file = try folder.write(
            """
            contract: a
            version: 1.0.0
            message: {type: object, properties: {mail: {type: string}, name: {type: string}}}
            load:
              table: sales.people
              columns:
                mail: {from: /mail, type: text, mask: {method: sha256}}
                name: {from: /name, type: text, transform: [trim, {default: unknown}]}
            """, to: "a.yaml")
        let contract = try Contract.load(path: file)
        #expect(contract.pii == ["/mail"])
        #expect(contract.load?.table == TableName(schema: "sales", table: "people"))
        #expect(contract.load?.columns[1].transforms == [.trim, .defaultValue("unknown")])
    }

    @Test("a message's schema may stand in a file beside the contract")
    func messageFile() throws {
        let folder = try ContractFolder()
        try folder.write(#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#, to: "parts/message.json")
        let text = "contract: a\nversion: 1.0.0\nmessage: {$ref: parts/message.json}\n"
        let file = try folder.write(text, to: "a.yaml")
        #expect(try Contract.load(path: file).messageSchema["properties"]?["a"]?["type"] == "integer")
    }

    @Test(
        "a reference that leaves the contract's folder is refused",
        arguments: ["../outside.json", "/etc/passwd", "https://example.org/a.json", "inner/link.json", "none.json"])
    func foreignFile(_ reference: String) throws {
        let folder = try ContractFolder()
        try folder.write("{}", to: "outside.json")
        try folder.write("{}", to: "inner/contract/x.json")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/inner/contract/inner", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/inner/contract/inner/link.json", withDestinationPath: folder.path + "/outside.json")
        let text = "contract: a\nversion: 1.0.0\nmessage: {$ref: '\(reference)'}\n"
        let mistakes = try folder.mistakes(in: text, name: "inner/contract/c.yaml")
        #expect(mistakes.count == 1)
        #expect((mistakes.first ?? "").hasPrefix("inner/contract/c.yaml:3:17: the "))
    }

    @Test("the error of a wrong contract names every mistake and what to do")
    func loaderError() throws {
        let folder = try ContractFolder()
        let file = try folder.write("contract: a b\nmessage: {type: object}\n", to: "c.yaml")
        let error = #expect(throws: LoaderError.self) { try Contract.load(path: file) }
        #expect(error?.code == "contract.invalid")
        #expect(error?.kind == .configuration)
        #expect(error?.message.split(separator: "\n").count == 2)
    }

    @Test("the schema inside the program is the published one")
    func publishedSchema() throws {
        let published = try Repository.text("schemas/contract.schema.json")
        #expect(ContractSchema.text + "\n" == published)
    }
}
