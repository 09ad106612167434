import Foundation
import Testing

@testable import Reporting

@Suite struct DurableFileTests {
    #if os(Linux)
        @Test("A full disk is told as such, with the remedy")
        func full() throws {
            let device = open("/dev/full", O_WRONLY)
            try #require(device >= 0)
            let error = #expect(throws: ReportError.self) {
                try DurableFile.write(Array("report".utf8), to: device, "reports/audit.json")
            }
            #expect(error?.code == .diskFull)
            #expect(
                error?.description
                    == "The report reports/audit.json could not be written: No space left on device. "
                    + "Free some space, or name a directory on another disk with --reports.")
        }
    #endif

    @Test("A file that is there already is not touched")
    func exists() throws {
        let scratch = try Scratch()
        try DurableFile.create(scratch.path + "/a", holding: [1, 2])
        let error = #expect(throws: ReportError.self) { try DurableFile.create(scratch.path + "/a", holding: [3]) }
        #expect(error?.cause == "File exists")
        #expect(try scratch.bytes("a") == [1, 2])
    }

    @Test("A directory that is not there cannot be synced")
    func missing() throws {
        let scratch = try Scratch()
        #expect(throws: ReportError.self) { try DurableFile.syncDirectory(scratch.path + "/none") }
        #expect(throws: ReportError.self) { try DurableFile.create(scratch.path + "/none/a", holding: []) }
    }

    @Test("A large file is written whole")
    func large() throws {
        let scratch = try Scratch()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        try DurableFile.create(scratch.path + "/a", holding: bytes)
        #expect(try scratch.bytes("a") == bytes)
    }
}
