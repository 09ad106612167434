import Testing
import Validator

@testable import Loader

@Suite struct RowEncoderTests {
    @Test(
        "what a column cannot hold is refused before the database sees it",
        arguments: [
            (#""abcd""#, .varchar(3), .tooLong), (#""äöüß""#, .varchar(3), .tooLong), ("12345", .varchar(3), .tooLong),
            (#""a\u0000""#, .text, .unstorable), (#""a\u0000""#, .varchar(9), .unstorable),
            (#"{"a": ["\u0000"]}"#, .jsonb, .unstorable), (#"{"\u0000": 1}"#, .jsonb, .unstorable),
            ("{}", .text, .wrongKind), ("[1]", .varchar(5), .wrongKind),
            ("32768", .smallint, .outOfRange), ("-32769", .smallint, .outOfRange),
            ("2147483648", .integer, .outOfRange), ("-2147483649", .integer, .outOfRange),
            ("9223372036854775808", .bigint, .outOfRange), ("-9223372036854775809", .bigint, .outOfRange),
            ("1e400", .bigint, .outOfRange), ("1.5", .integer, .wrongKind), (#""1""#, .integer, .wrongKind),
            ("1e39", .real, .outOfRange), ("1e-50", .real, .outOfRange), ("1e309", .double, .outOfRange),
            ("1e-400", .double, .outOfRange), (#""1""#, .double, .wrongKind),
            ("1.234", .numeric(precision: 6, scale: 2), .inexact),
            ("10000", .numeric(precision: 6, scale: 2), .outOfRange),
            ("1e5", .numeric(precision: 6, scale: 2), .outOfRange),
            ("1e131072", .numeric(precision: nil, scale: 0), .outOfRange),
            ("1e-16384", .numeric(precision: nil, scale: 0), .outOfRange),
            ("1e99999999999999999999", .numeric(precision: nil, scale: 0), .outOfRange),
            (#""2026-02-29""#, .date, .syntax), (#""2026-13-01""#, .date, .syntax), (#""0000-01-01""#, .date, .syntax),
            (#""2026-1-1""#, .date, .syntax), (#""2026-01-01T00:00:00Z""#, .date, .syntax),
            ("20260101", .date, .wrongKind),
            (#""1900-02-29""#, .date, .syntax),
            (#""2026-01-01T24:00:00Z""#, .timestamptz, .syntax), (#""2026-01-01T00:00:00""#, .timestamptz, .syntax),
            (#""2026-01-01T00:00:00+24:00""#, .timestamptz, .syntax),
            (#""2026-01-01T00:00:00.Z""#, .timestamp, .syntax),
            (#""2026-01-01T00:60:00""#, .timestamp, .syntax), (#""2026-01-01""#, .timestamp, .syntax),
            (#""424cdd21063a43a7b91b7ca1a833afae""#, .uuid, .syntax),
            (#""424cdd21-063a-43a7-b91b-7ca1a833afag""#, .uuid, .syntax),
            (#""1.2.3""#, .inet, .syntax), (#""1.2.3.4/33""#, .inet, .syntax), (#""::1/129""#, .inet, .syntax),
            (#""1.2.3.4/""#, .inet, .syntax), ("1", .boolean, .wrongKind), (#""true""#, .boolean, .wrongKind),
        ] as [(String, ColumnType, ColumnError.Code)])
    func refused(_ value: String, _ type: ColumnType, _ code: ColumnError.Code) throws {
        #expect(try RowFixture.code(value, type) == code)
    }

    @Test(
        "a value that a transform cannot take is refused",
        arguments: [
            (#""1.2.3.4""#, .integer, [.version], .outOfRange), (#""1.2345""#, .integer, [.version], .outOfRange),
            (#""1.2.3.4.5""#, .bigint, [.version], .outOfRange), (#""1..2""#, .integer, [.version], .syntax),
            (#""v1""#, .integer, [.version], .syntax), (#""""#, .integer, [.version], .syntax),
            ("1.2", .integer, [.version], .wrongKind), (#""0""#, .timestamptz, [.epochSeconds], .wrongKind),
            ("1e15", .timestamptz, [.epochSeconds], .outOfRange),
            ("-62135596801", .timestamptz, [.epochSeconds], .outOfRange),
            ("253402300800000", .timestamptz, [.epochMilliseconds], .outOfRange),
        ] as [(String, ColumnType, [Transform], ColumnError.Code)])
    func transforms(_ value: String, _ type: ColumnType, _ transforms: [Transform], _ code: ColumnError.Code) throws {
        #expect(try RowFixture.code(value, type, transforms) == code)
    }

    @Test("an unstorable text can be masked; no address cannot")
    func masks() throws {
        let token = Mask(method: .hmac, domain: "d")
        #expect(try RowFixture.code(#""a\u0000""#, .text, mask: token) == nil)
        #expect(try RowFixture.code("5", .text, mask: token) == .wrongKind)
        let address = Mask(method: .hmac, domain: "ip", normalize: .ip)
        #expect(try RowFixture.code(#""1.2.3""#, .text, mask: address) == .syntax)
        #expect(try RowFixture.code("{}", .integer, mask: Mask(method: .null)) == nil)
    }

    @Test("missing and null are SQL NULL, masked or not")
    func nulls() throws {
        let fixture = try RowFixture([
            Column(name: "a", source: .message("/a"), type: .integer),
            Column(name: "b", source: .message("/b/c"), type: .text, mask: Mask(method: .hmac, domain: "d")),
            Column(name: "c", source: .message("/d/1"), type: .text, mask: Mask(method: .null)),
        ])
        for text in [#"{"a": null, "b": {"c": null}, "d": [0, null]}"#, "{}", #"{"b": 5, "d": [0]}"#, "[]"] {
            #expect(try fixture.add(text) == [])
        }
        for row in 0..<4 { #expect(fixture.fields(row) == [nil, nil, nil]) }
    }

    @Test("the delivery and the run give their fields")
    func delivery() throws {
        let fixture = try RowFixture([
            Column(name: "id", source: .messageID, type: .uuid), Column(name: "t", source: .messageID, type: .text),
            Column(name: "sent", source: .sentAt, type: .timestamptz),
            Column(name: "count", source: .receiveCount, type: .smallint),
            Column(name: "run", source: .runID, type: .uuid), Column(name: "date", source: .runDate, type: .date),
            Column(name: "start", source: .runStartedAt, type: .timestamptz),
        ])
        let id = MessageID(high: 0x11, low: 0x22)
        let delivery = QueueDelivery(messageID: id, receiptHandle: "r", sentAt: 946_684_800_001, receiveCount: 3)
        #expect(try fixture.add("{}", id: id, delivery: delivery) == [])
        #expect(try fixture.add("{}", id: id) == [])
        let fields = fixture.fields()
        #expect(fields[0] == [0, 0, 0, 0, 0, 0, 0, 0x11, 0, 0, 0, 0, 0, 0, 0, 0x22])
        #expect(fields[1] == Array("00000000-0000-0011-0000-000000000022".utf8))
        #expect(fields[2] == [0, 0, 0, 0, 0, 0, 0x03, 0xE8])
        #expect(fields[3] == [0, 3])
        #expect(fields[4] == Array(1...16))
        // 2026-09-21 is 9760 days after 2000-01-01.
        #expect(fields[5] == [0, 0, 0x26, 0x20])
        #expect(fixture.fields(1)[2...3].allSatisfy { $0 == nil })
    }

    @Test("a tuple begins with its number of fields, and rows follow each other")
    func layout() throws {
        let fixture = try RowFixture([Column(name: "a", source: .message("/a"), type: .integer)])
        try fixture.add(#"{"a": 1}"#)
        #expect(!(try fixture.add(#"{"a": "x"}"#)).isEmpty)
        try fixture.add(#"{"a": 258}"#)
        #expect(fixture.rows.bytes == [0, 1, 0, 0, 0, 4, 0, 0, 0, 1, 0, 1, 0, 0, 0, 4, 0, 0, 1, 2])
        #expect(fixture.rows.rows.map(\.start) == [0, 10])
        #expect(fixture.rows.rows.map(\.length) == [10, 10])
    }

    @Test("a key's fields stand in the contract's order; the message's id needs none")
    func keys() throws {
        let columns = [
            Column(name: "id", source: .messageID, type: .uuid),
            Column(name: "a", source: .message("/a"), type: .smallint),
            Column(name: "b", source: .message("/b"), type: .text),
        ]
        let fixture = try RowFixture(columns, key: ["b", "a"])
        try fixture.add(#"{"a": 1, "b": "x"}"#)
        #expect(fixture.rows.keys == [0, 0, 0, 1, 0x78, 0, 0, 0, 2, 0, 1])
        #expect(fixture.rows.rows[0].keyLength == 11)
        let errors = try fixture.add(#"{"a": 1}"#)
        #expect(errors.map(\.code) == [.nullKey])
        #expect(
            errors[0].description == "column b: expected a value, because the column is part of the key, found nothing")
        let byID = try RowFixture(columns, key: ["id"])
        try byID.add(#"{}"#)
        #expect(byID.rows.keys.isEmpty)
        #expect(byID.rows.rows[0].keyLength == 0)
    }

    @Test("all errors of a row come at once, and none of them holds a value")
    func canaries() throws {
        let fixture = try RowFixture([
            Column(name: "a", source: .message("/a"), type: .varchar(3)),
            Column(name: "b", source: .message("/b"), type: .integer),
            Column(name: "c", source: .message("/c"), type: .date),
            Column(
                name: "d", source: .message("/d"), type: .text, mask: Mask(method: .hmac, domain: "d", normalize: .ip)),
        ])
        let errors = try fixture.add(
            #"{"a": "593-47-5928", "b": 5934759281, "c": "593-47-5928", "d": "593-47-5928"}"#)
        #expect(errors.map(\.code) == [.tooLong, .outOfRange, .syntax, .syntax])
        #expect(errors.map(\.length) == [11, 10, 11, 11])
        for error in errors {
            var dumped = ""
            dump(error, to: &dumped)
            #expect(!"\(error) \(dumped)".contains("593"))
        }
        #expect(fixture.rows.bytes.isEmpty)
        #expect(
            errors[0].description == "column a: expected a text of at most 3 characters, found a string of length 11")
    }

    @Test("the shipped contract masks both personal columns of a real message")
    func shipped() throws {
        let contract = try Contract.load(path: Repository.root + "/schemas/user_logins.yaml")
        let plan = try #require(contract.load)
        let table = FieldTable(contract)
        let slots = FieldSlots(table)
        let encoder = try RowEncoder(plan, fields: table, keyring: knownRing(), run: RowFixture.run)
        let text =
            #"{"user_id": "424cdd21-063a-43a7-b91b-7ca1a833afae", "app_version": "2.3.0", "device_type": "android","#
            + #" "ip": "199.172.111.135", "locale": "RU", "device_id": "593-47-5928"}"#
        let parser = JSONParser()
        var rows = EncodedRows()
        try Array(text.utf8).withUnsafeBytes { bytes in
            let node = try parser.parse(bytes)
            slots.fill(node)
            let id = MessageID(high: 1, low: 1)
            let errors = encoder.encode(node, slots: slots, id: id, delivery: nil, message: 0, into: &rows)
            #expect(errors == [])
        }
        let row = String(decoding: rows.bytes, as: UTF8.self)
        #expect(row.contains("hmac.testkey1."))
        #expect(!row.contains("199.172.111.135"))
        #expect(!row.contains("593-47-5928"))
        let counts = slots.takeCounts()
        #expect((0..<6).allSatisfy { counts.present($0) == 1 })
    }
}
