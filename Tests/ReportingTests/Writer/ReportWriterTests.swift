import Foundation
import Reporting
import Synchronization
import Testing
import Validator

@Suite struct ReportWriterTests {
    private let scratch: Scratch
    private let report = Samples.load()
    private let run = "user_logins/019aaf00-0000-7000-8000-000000000001"

    init() throws { scratch = try Scratch() }

    @Test("The files of a run stand where the design says, and latest points at them")
    func written() throws {
        let path = try ReportWriter(directory: scratch.path + "/a/b").write(report)
        #expect(path == "\(scratch.path)/a/b/\(run)")
        #expect(
            scratch.files == [
                "a/b/\(run)/audit.json", "a/b/\(run)/junit.xml", "a/b/\(run)/report.html", "a/b/user_logins/latest",
            ])
        let json = try scratch.bytes("a/b/user_logins/latest/audit.json")
        #expect(try AuditReport(json: JSONValue.parse(json)) == report)
        #expect(try scratch.bytes("a/b/\(run)/junit.xml") == JUnitRenderer().render(report))
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path + "/a/b/user_logins/latest")
        #expect(target == "019aaf00-0000-7000-8000-000000000001")
    }

    @Test("JUnit XML is what the renderer given makes")
    func junit() throws {
        let renderer = JUnitRenderer(profile: .gitlab, warnings: .failure)
        try ReportWriter(directory: scratch.path, junit: renderer).write(report)
        #expect(try scratch.bytes("\(run)/junit.xml") == renderer.render(report))
    }

    @Test("A second run moves latest; the same run is written over")
    func again() throws {
        let writer = ReportWriter(directory: scratch.path + "/")
        try writer.write(report)
        var second = report
        second.run.id = "2"
        try writer.write(second)
        second.run.status = .passed
        try writer.write(second)
        #expect(try AuditReport(json: JSONValue.parse(scratch.bytes("user_logins/latest/audit.json"))) == second)
        #expect(try AuditReport(json: JSONValue.parse(scratch.bytes("\(run)/audit.json"))) == report)
        #expect(scratch.files.count == 7)
    }

    @Test(
        "Names from a contract never leave the directory",
        arguments: ["../../etc", "/etc", "..", "a/b", "\u{0}", "", "."])
    func hostileNames(name: String) throws {
        var hostile = report
        hostile.run.contract = name
        hostile.run.id = name
        let path = try ReportWriter(directory: scratch.path + "/in").write(hostile)
        #expect(path.hasPrefix(scratch.path + "/in/"))
        #expect(path.split(separator: "/").count == scratch.path.split(separator: "/").count + 3)
        #expect(scratch.files.count == 4)
        #expect(scratch.files.allSatisfy { $0.hasPrefix("in/") })
    }

    @Test("A path below a file is a clear error and leaves nothing")
    func belowFile() throws {
        try "x".write(toFile: scratch.path + "/file", atomically: true, encoding: .utf8)
        let error = #expect(throws: ReportError.self) {
            try ReportWriter(directory: scratch.path + "/file/reports").write(report)
        }
        #expect(error?.code == .directory)
        #expect(error?.cause == "Not a directory")
        #expect(error?.path.contains("/file/") == true)
        #expect(error?.description.contains("--reports") == true)
        #expect(scratch.files == ["file"])
    }

    #if os(Linux)
        @Test("A file system that takes no directories is a clear error")
        func proc() throws {
            let error = #expect(throws: ReportError.self) { try ReportWriter(directory: "/proc/audit").write(report) }
            #expect(error?.code == .directory)
            #expect(error?.path.hasPrefix("/proc/audit") == true)
        }
    #endif

    @Test("A file that cannot be put in place leaves no temporary file")
    func blockedFile() throws {
        try FileManager.default.createDirectory(
            atPath: "\(scratch.path)/\(run)/junit.xml/x", withIntermediateDirectories: true)
        let error = #expect(throws: ReportError.self) { try ReportWriter(directory: scratch.path).write(report) }
        #expect(error?.code == .unwritable)
        #expect(error?.path.hasSuffix("junit.xml") == true)
        #expect(!scratch.files.contains { $0.hasSuffix(".tmp") })
    }

    @Test("A link that cannot be replaced is an error of its own; the reports stay whole")
    func blockedLink() throws {
        try FileManager.default.createDirectory(
            atPath: "\(scratch.path)/user_logins/latest/x", withIntermediateDirectories: true)
        let error = #expect(throws: ReportError.self) { try ReportWriter(directory: scratch.path).write(report) }
        #expect(error?.code == .latest)
        #expect(scratch.files == ["\(run)/audit.json", "\(run)/junit.xml", "\(run)/report.html"])
    }

    @Test("A new run's directory is never seen without all its files, nor is a temporary one left")
    func appearsWhole() throws {
        let writer = ReportWriter(directory: scratch.path)
        let (report, isOver, hasFailed) = (report, Flag(), Flag())
        // A thread of its own: a task might wait for one that this loop keeps busy.
        Thread.detachNewThread {
            defer { isOver.raise() }
            for number in 1...100 {
                var next = report
                next.run.id = String(number)
                do { _ = try writer.write(next) } catch { hasFailed.raise() }
            }
        }
        let folder = scratch.path + "/user_logins"
        var seen: Set<String> = []
        while !isOver.isRaised {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names where !name.hasPrefix(".") && seen.insert(name).inserted {
                let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted()
                #expect(files == ["audit.json", "junit.xml", "report.html"])
            }
        }
        #expect(seen.count > 1)
        #expect(!hasFailed.isRaised)
        #expect(!scratch.files.contains { $0.hasSuffix(".tmp") })
    }

    @Test("A reader sees a whole report at every moment while it is written over")
    func whole() async throws {
        let writer = ReportWriter(directory: scratch.path)
        try writer.write(report)
        let other = Samples.load()
        async let writing: Void = {
            for _ in 0..<30 { try writer.write(other) }
        }()
        for _ in 0..<200 {
            let bytes = try scratch.bytes("user_logins/latest/audit.json")
            #expect(throws: Never.self) { try AuditReport(json: JSONValue.parse(bytes)) }
        }
        try await writing
    }
}

/// Raised once, by any thread.
private final class Flag: Sendable {
    private let value = Mutex(false)

    var isRaised: Bool { value.withLock { $0 } }

    func raise() { value.withLock { $0 = true } }
}
