import Foundation
import Loader
import Reporting
import TestSupport
import Testing

/// Loads of a FIFO queue: what belongs to one group arrives in its order, whatever happens on the way.
@Suite struct OrderedQueueTests {
    private static let contract = """
        contract: orders
        version: 1.0.0
        message:
          type: object
          required: [customer, number]
          properties:
            customer: {type: string}
            number: {type: integer}
        load:
          table: orders
          key: [message_id]
          columns:
            message_id: {from: $message.id, type: uuid}
            customer: {from: /customer, type: text}
            number: {from: /number, type: integer}
            run_id: {from: $run.id, type: uuid}
        """
    private static let groups = ["ann", "bob", "cem", "dua"]
    private static let perGroup = 8

    private let work: Workspace
    private let database: TestDatabase
    private let queue: TestQueue

    /// The table notes the transaction that wrote a row: those of one group must grow with the order of its messages.
    init() throws {
        work = try Workspace(keyring: true)
        database = try TestDatabase()
        queue = try TestQueue(on: .shared(.ministack), isFIFO: true)
        try work.write(Self.contract, to: "orders.yaml")
        try database.run(
            """
            CREATE TABLE orders (message_id uuid PRIMARY KEY, customer text, number integer, run_id uuid,
                transaction bigint DEFAULT txid_current());
            CREATE TABLE outage (customer text, number integer);
            CREATE FUNCTION outage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF EXISTS (SELECT 1 FROM outage o WHERE o.customer = NEW.customer AND o.number = NEW.number) THEN
                    RAISE 'no' USING ERRCODE = '53100';
                END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER outage BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION outage()
            """)
        // The groups take turns in the queue.
        for number in 0..<Self.perGroup {
            for group in Self.groups {
                try queue.send([#"{"customer": "\#(group)", "number": \#(number)}"#], group: group)
            }
        }
    }

    private func start(_ work: Workspace, _ more: String...) throws -> AuditProcess {
        try AuditProcess(
            [
                "load", "--schema", "orders.yaml", "--database", database.address, "--source",
                queue.location.description, "--idle", "3s", "--quiet", "--allow-empty",
            ] + more, in: work.path)
    }

    /// Rows of a group that were written before, or with, one that belongs in front of them.
    private func misplaced() throws -> Int {
        try database.count(
            """
            SELECT count(*) FROM orders a JOIN orders b ON a.customer = b.customer AND a.number < b.number
            WHERE a.transaction > b.transaction
            """)
    }

    private func rows(of group: String) throws -> [String?] {
        try database.texts("SELECT number FROM orders WHERE customer = '\(group)' ORDER BY transaction, number")
    }

    @Test("The database fails in the middle: each group stops at a message, which comes first in the next run")
    func failure() throws {
        try database.run("INSERT INTO outage VALUES ('bob', 3)")
        let failed = try start(work, "--retry-time", "1s").wait()
        #expect(failed.code == 2, "\(failed)")
        let report = try work.report("orders")
        #expect(report.problems.map(\.code) == ["database.unavailable"])
        #expect(report.reconciled == true)
        #expect(report.counts.read == (report.counts.loaded ?? 0) + (report.counts.released ?? 0))
        #expect(try database.rows(of: "audit.quarantine") == 0)
        for group in Self.groups {
            let loaded = try rows(of: group)
            #expect(loaded == (0..<loaded.count).map(String.init))
            #expect(loaded.count <= 4)
        }
        #expect(try rows(of: "bob") == ["0", "1", "2"])
        // Everything is back at once, and what was not loaded stands first.
        #expect(try queue.attributes().inFlight == 0)
        let source = try queue.source()
        let first = try #require(try source.next())
        var heads: [String: Int] = [:]
        for text in first.texts {
            let parts = text.split(separator: "\"").map(String.init)
            heads[parts[3]] = heads[parts[3]] ?? Int(parts[6].filter(\.isNumber))
        }
        source.stop()
        try source.release(first.deliveries + source.blocks().flatMap(\.deliveries))
        for (group, number) in heads { #expect(try rows(of: group).count == number) }
        #expect(heads["bob"] == 3)

        try database.run("DELETE FROM outage")
        let result = try start(work).wait()
        #expect(result.code == 0, "\(result)")
        for group in Self.groups { #expect(try rows(of: group) == (0..<Self.perGroup).map(String.init)) }
        #expect(try misplaced() == 0)
    }

    @Test("A commit that takes longer than --idle does not end the drain: it keeps the messages behind from coming")
    func slowCommit() throws {
        try database.run(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.number = 0 THEN PERFORM pg_sleep(4); END IF; RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION slow()
            """)
        let one = try TestQueue(on: .shared(.ministack), isFIFO: true)
        try one.send((0..<30).map { #"{"customer": "eve", "number": \#($0)}"# }, group: "eve")
        let process = try AuditProcess(
            [
                "load", "--schema", "orders.yaml", "--database", database.address, "--source",
                one.location.description, "--idle", "1s", "--batch-rows", "10", "--quiet",
            ], in: work.path)
        let result = try process.wait()
        #expect(result.code == 0, "\(result)")
        #expect(try rows(of: "eve") == (0..<30).map(String.init))
    }

    @Test("Two consumers, one killed on the way: the rows of each group were written in order, once")
    func consumers() throws {
        let other = try Workspace(keyring: true)
        try other.write(Self.contract, to: "orders.yaml")
        let one = try start(work, "--visibility", "3s")
        let two = try start(other, "--visibility", "3s")
        let hasBegun = try eventually { try database.rows(of: "orders") > 6 }
        #expect(hasBegun)
        one.signal(SIGKILL)
        _ = try one.wait()
        let result = try two.wait()
        #expect(result.code == 0, "\(result)")
        let isBack = try eventually(within: 30) { try queue.attributes().inFlight == 0 }
        #expect(isBack)
        let last = try start(work).wait()
        #expect(last.code == 0, "\(last)")
        #expect(try database.rows(of: "orders") == Self.groups.count * Self.perGroup)
        #expect(try misplaced() == 0)
        #expect(try queue.attributes().visible == 0)
    }

    @Test("A message that the contract refuses goes to quarantine, and its group goes on in order")
    func refused() throws {
        try queue.send([#"{"customer": 7}"#, #"{"customer": "ann", "number": 100}"#], group: "ann")
        let result = try start(work).wait()
        #expect(result.code == 0, "\(result)")
        #expect(try rows(of: "ann") == (0..<Self.perGroup).map(String.init) + ["100"])
        #expect(try database.rows(of: "audit.quarantine") == 1)
        #expect(try misplaced() == 0)
    }
}
