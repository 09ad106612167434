import Testing

@testable import Loader

/// What the table, the quarantine and the runs must hold after some batches, in the simplest way to say it.
private struct Model {
    var table: [MessageID: (row: TestRow, run: MessageID)] = [:]
    var quarantine: [MessageID: MessageID] = [:]
    var loaded = 0
    var replaced = 0
    var quarantined = 0

    static func fits(_ row: TestRow) -> Bool {
        (row.name?.unicodeScalars.count ?? 0) <= 8 && row.name?.contains("\0") != true && (row.number ?? 1) > 0
    }

    mutating func write(_ rows: [TestRow], invalid: [MessageID], run: MessageID) {
        for (id, group) in Dictionary(grouping: rows, by: \.id) {
            let refused = group.reversed().prefix { !Self.fits($0) }
            quarantined += refused.count
            if !refused.isEmpty { quarantine[id] = run }
            guard let row = group.dropLast(refused.count).last else { continue }
            let isNew = table[id] == nil
            loaded += isNew ? 1 : 0
            replaced += group.count - refused.count - (isNew ? 1 : 0)
            table[id] = (row, run)
        }
        for id in invalid { quarantine[id] = run }
        quarantined += invalid.count
    }
}

@Suite("Random batches")
struct BatchModelTests {
    @Test("leave what a simple model says, with duplicates, conflicts and refusals", arguments: [1, 2, 3, 4, 5, 6])
    func model(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let connection = try TestCluster.migrated()
        var loads = [try TestLoad(connection, run: .run(1))]
        try connection.administer("ALTER TABLE t ADD CHECK (number > 0)")
        loads.append(try TestLoad(connection, run: .run(2)))
        var model = Model()
        for _ in 0..<25 {
            let load = loads[Int.random(in: 0...1, using: &random)]
            let (rows, invalid) = Self.batch(&random)
            try load.write(rows, invalid: invalid)
            model.write(rows, invalid: invalid, run: load.run)
        }
        try compare(model, loads)
    }

    private static func batch(_ random: inout SplitMix) -> ([TestRow], [MessageID]) {
        let range = [5, 60, 3000].randomElement(using: &random) ?? 5
        let refusals = [0, 0, 3, 30].randomElement(using: &random) ?? 0
        let rows = (0..<Int.random(in: 0...120, using: &random)).map { _ in
            let id = Int.random(in: 0..<range, using: &random)
            guard Int.random(in: 0..<100, using: &random) < refusals else {
                return TestRow(
                    id, "n\(Int.random(in: 0..<1000, using: &random))", Int.random(in: 1...9, using: &random))
            }
            let bad = [TestRow(id, "far too long"), TestRow(id, "a", -1), TestRow(id, "a\0")]
            return bad.randomElement(using: &random) ?? bad[0]
        }
        let invalid = (0..<Int.random(in: 0...20, using: &random)).map { _ in
            MessageID.test(100_000 + Int.random(in: 0..<40, using: &random))
        }
        return (rows, invalid)
    }

    private func compare(_ model: Model, _ loads: [TestLoad]) throws {
        let rows = try loads[0].strings(
            "SELECT concat_ws(' ', message_id, name, number, run_id) FROM t ORDER BY message_id")
        #expect(
            rows
                == model.table.sorted { $0.key < $1.key }.map { id, held in
                    "\(id) \(held.row.name ?? "") \(held.row.number ?? 0) \(held.run)"
                })
        let entries = try loads[0].strings(
            "SELECT concat_ws(' ', message_id, run_id) FROM audit.quarantine ORDER BY message_id")
        #expect(entries == model.quarantine.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
        let records = try loads.compactMap { try $0.record() }
        #expect(records.reduce(0) { $0 + $1.counts.loaded } == model.loaded)
        #expect(records.reduce(0) { $0 + $1.counts.replaced } == model.replaced)
        #expect(records.reduce(0) { $0 + $1.counts.quarantined } == model.quarantined)
        for (load, record) in zip(loads, records) {
            #expect(record.rowsHeld == model.table.values.count { $0.run == load.run })
            #expect(record.quarantineHeld == model.quarantine.values.count { $0 == load.run })
            #expect(record.counts.read == record.counts.loaded + record.counts.replaced + record.counts.quarantined)
            #expect(try load.writer.verify().agrees)
        }
    }
}

/// A small generator with a seed (Steele, Lea, Flood: SplitMix).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
