import Foundation
import Reporting
import TestSupport
import Testing

/// A machine that has too little of something: the run says so, and never calls half of an input the whole.
@Suite struct ScarcityTests {
    private let work: Workspace

    init() throws {
        work = try Workspace(keyring: true)
        try work.write(try Contracts.withoutChecks(), to: "c.yaml")
        try work.write(Logins.lines(0..<50), to: "in.ndjson")
    }

    /// Runs the program under limits that the shell sets.
    private func limited(_ limits: String, _ arguments: String...) throws -> AuditResult {
        try AuditProcess(arguments, in: work.path, launcher: ["bash", "-c", "\(limits) && exec \"$@\"", "limited"])
            .wait(seconds: 60)
    }

    /// The rows of the contract's table, which need not be there.
    private static func rows(_ database: TestDatabase) throws -> Int {
        let table = try database.texts("SELECT to_regclass('user_logins')::text").compactMap(\.self)
        return table.isEmpty ? 0 : try database.rows(of: "user_logins")
    }

    /// A stack that no machine has room for, so that the system refuses every thread, also root's.
    private static let noThread = "ulimit -S -s 10000000000"

    #if os(Linux)
        @Test("No thread to be had: exit 2, nothing read, and a report that says it")
        func noThread() throws {
            let result = try limited(Self.noThread, "check", "--schema", "c.yaml", "in.ndjson")
            #expect(result.code == 2, "\(result)")
            #expect(result.output.contains("problem system.threads: The system has no thread left for the program."))
            #expect(result.lastLine == "0 read: 0 valid, 0 invalid in N s. INCOMPLETE: 1 problem")
            let report = try work.report()
            #expect(report.run.status == .incomplete && report.counts.read == 0)
        }

        @Test("No thread for a load: exit 2, and a database without a row", arguments: ["1", "4"])
        func noThreadToLoad(workers: String) throws {
            let database = try TestDatabase()
            let result = try limited(
                Self.noThread, "load", "--schema", "c.yaml", "--database", database.address, "--workers", workers,
                "in.ndjson")
            #expect(result.code == 2, "\(result)")
            #expect(result.output.contains("system.threads"))
            #expect(try Self.rows(database) == 0)
            // Nothing stands in the way of the next run.
            let again = try work.audit("load", "--schema", "c.yaml", "--database", database.address, "in.ndjson")
            #expect(again.lastLine.hasPrefix("50 read: 50 loaded, 0 replaced"), "\(again)")
        }

        @Test("Threads for some of the judges only: the run ends, whole or incomplete", arguments: 1...8)
        func someThreads(count: Int) throws {
            // A stack takes a gigabyte of addresses here.
            let limits = "ulimit -S -s 1000000 && ulimit -S -v \(count * 1_000_000 + 500_000)"
            let result = try limited(limits, "check", "--workers", "3", "--schema", "c.yaml", "in.ndjson")
            if result.code == 2 {
                #expect(result.lastLine == "0 read: 0 valid, 0 invalid in N s. INCOMPLETE: 1 problem", "\(result)")
                #expect(result.output.contains("system.threads"))
            } else {
                #expect(result.code == 0, "\(result)")
                #expect(result.lastLine.hasPrefix("50 read: 50 valid, 0 invalid in N s. PASSED"))
            }
        }
    #endif

    @Test("Too few open files: incomplete, or the whole input", arguments: 4...12)
    func fewFiles(count: Int) throws {
        let result = try limited("ulimit -n \(count)", "check", "--schema", "c.yaml", "in.ndjson")
        if result.code == 0 {
            #expect(result.lastLine.hasPrefix("50 read: 50 valid, 0 invalid in N s. PASSED"), "\(result)")
            #expect(try work.report().counts.read == 50)
        } else {
            #expect(result.code == 2 || result.code == 78, "\(result)")
            #expect(result.error.contains("Too many open files"))
            #expect(!result.output.contains("PASSED"))
        }
    }

    @Test(
        "Too few open files for a load: what is told as loaded stands in the table",
        arguments: [6, 8, 9, 10, 11, 12, 16])
    func fewFilesToLoad(count: Int) throws {
        let database = try TestDatabase()
        let result = try limited(
            "ulimit -n \(count)", "load", "--schema", "c.yaml", "--database", database.address, "in.ndjson")
        let rows = try Self.rows(database)
        if result.code == 0 {
            #expect(rows == 50, "\(result)")
        } else {
            #expect(result.code == 2 || result.code == 78, "\(result)")
            #expect(!result.output.contains("PASSED"))
            #expect(rows == 0 || result.lastLine.contains("\(rows) loaded"), "\(result)")
        }
        // Whatever the first one did, the second ends it.
        let again = try work.audit("load", "--schema", "c.yaml", "--database", database.address, "in.ndjson")
        #expect(again.code == 0)
        #expect(try database.rows(of: "user_logins") == 50)
    }
}
