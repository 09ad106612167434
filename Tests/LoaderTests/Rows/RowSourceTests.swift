import Testing
import Validator

@testable import Loader

@Suite("Columns that the run and the delivery fill")
struct RowSourceTests {
    @Test("hold the ids, the times and the count")
    func sources() throws {
        let fixture = try RowFixture([
            Column(name: "id", source: .messageID, type: .uuid),
            Column(name: "id_text", source: .messageID, type: .varchar(36)),
            Column(name: "sent", source: .sentAt, type: .timestamptz),
            Column(name: "count", source: .receiveCount, type: .smallint),
            Column(name: "run", source: .runID, type: .uuid), Column(name: "run_text", source: .runID, type: .text),
            Column(name: "day", source: .runDate, type: .date),
            Column(name: "began", source: .runStartedAt, type: .timestamptz),
        ])
        let delivery = QueueDelivery(messageID: .test(1), receiptHandle: "r", sentAt: -1, receiveCount: 3)
        #expect(try fixture.add("{}", id: .test(1), delivery: delivery) == [])
        #expect(try fixture.add("{}", id: .test(2)) == [])
        let rows = try fixture.load("id", "id_text", "sent", "count", "run", "run_text", "day", "began")
        let run = RowFixture.run.id.description
        let id = MessageID.test(1).description
        #expect(
            rows[0] == [
                id, id, "1969-12-31 23:59:59.999+00", "3", run, run, "2026-09-21", "2026-09-21 14:13:20.123+00",
            ])
        #expect(rows[1][2...3] == [nil, nil])
    }

    @Test(
        "refuse what a queue cannot mean",
        arguments: [(.max, 1), (.min, 1), (-9_223_372_036_854_775, 1), (253_402_300_800_000, 1), (0, 40_000)]
            as [(Int64, Int)])
    func absurd(sentAt: Int64, count: Int) throws {
        let fixture = try RowFixture([
            Column(name: "sent", source: .sentAt, type: .timestamptz),
            Column(name: "count", source: .receiveCount, type: .smallint),
        ])
        let delivery = QueueDelivery(messageID: .test(1), receiptHandle: "r", sentAt: sentAt, receiveCount: count)
        let errors = try fixture.add("{}", delivery: delivery)
        #expect(errors.map(\.code) == [.outOfRange])
        #expect(errors.map(\.pointer) == [nil])
    }

    @Test("leave the key to the message id, or bring its fields in the key's order")
    func keys() throws {
        let columns = [
            Column(name: "id", source: .messageID, type: .uuid), Column(name: "a", source: .message("/a"), type: .text),
            Column(name: "b", source: .message("/b"), type: .smallint),
        ]
        let byID = try RowFixture(columns, key: ["id"])
        try byID.add(#"{"a": "x", "b": 1}"#)
        #expect(byID.rows.rows[0].keyLength == 0 && byID.rows.keys.isEmpty)
        let byFields = try RowFixture(columns, key: ["b", "a"])
        try byFields.add(#"{"a": "x", "b": 1}"#)
        try byFields.add(#"{"a": "yz", "b": 2}"#, id: .test(2))
        #expect(byFields.rows.keys == [0, 0, 0, 2, 0, 1, 0, 0, 0, 1, 120, 0, 0, 0, 2, 0, 2, 0, 0, 0, 2, 121, 122])
        let rows = byFields.rows.rows
        #expect(rows.map(\.keyStart) == [0, 11] && rows.map(\.keyLength) == [11, 12])
        #expect(rows.map(\.message) == [0, 1] && rows[1].start == rows[0].length)
        #expect(byFields.rows.bytes.count == rows[1].start + rows[1].length)
    }

    @Test("have equal keys where values are equal, however they are written")
    func equalKeys() throws {
        let pairs: [(ColumnType, String, String)] = [
            (.integer, "1", "1.0"), (.numeric(precision: 6, scale: 2), "1.5", "15e-1"),
            (.uuid, #""424CDD21-063a-43a7-b91b-7ca1a833afae""#, #""424cdd21-063A-43a7-b91b-7ca1a833afae""#),
            (.timestamptz, #""2026-01-31T09:30:00Z""#, #""2026-01-31T11:30:00.0+02:00""#),
            (.inet, #""::1""#, #""0:0:0:0:0:0:0:1/128""#), (.text, #""é""#, #""\u00e9""#),
        ]
        for (type, left, right) in pairs {
            let column = Column(name: "x", source: .message("/x"), type: type)
            let keys = try [left, right].map { value in
                let fixture = try RowFixture([column], key: ["x"])
                #expect(try fixture.code(value) == nil)
                return fixture.rows.keys
            }
            #expect(keys[0] == keys[1] && !keys[0].isEmpty, "\(type)")
        }
    }
}
