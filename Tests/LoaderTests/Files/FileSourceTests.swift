import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Loader

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Files as a source")
struct FileSourceTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func read(_ source: FileSource) throws -> Reading { try Reading { try source.next() } }

    private func failure(_ inputs: [String]) -> LoaderError? {
        #expect(throws: LoaderError.self) { try FileSource(inputs) }
    }

    @Test("are read one after the other, each with its own lines and offsets")
    func several() throws {
        let paths = [try folder.file("a", "1\n2\n"), try folder.file("b", "[3]"), try folder.file("c", "4")]
        let source = try FileSource(paths)
        var found: [String] = []
        var sequences: [Int] = []
        while let block = try source.next() {
            sequences.append(block.sequence)
            for message in block.messages {
                let text = String(decoding: block.bytes(of: message), as: UTF8.self)
                found.append("\(block.input):\(message.line):\(message.offset) \(text)")
            }
        }
        #expect(found == ["0:1:0 1", "0:2:2 2", "1:1:1 3", "2:1:0 4"])
        #expect(sequences == [0, 1, 2])
        #expect(source.inputs.map(\.name) == paths)
        #expect(source.inputs.map(\.bytes) == [4, 3, 1])
        #expect(source.bytesRead == 8)
        #expect(source.totalBytes == 8)
        #expect(source.name == "\(paths[0]) and 2 more")
    }

    @Test("that do not exist are refused before anything is read, with the nearest name")
    func missing() throws {
        let good = try folder.file("user_logins.ndjson", "1")
        let error = failure([good, "\(folder.path)/user_login.ndjson"])
        #expect(error?.code == "source.unreadable")
        #expect(error?.kind == .incomplete)
        #expect(error?.message == "\(folder.path)/user_login.ndjson cannot be read: No such file or directory.")
        #expect(error?.remedy == "Did you mean \(good)?")
        #expect(failure(["\(folder.path)/quite-another"])?.remedy.hasPrefix("Check the path") == true)
    }

    @Test("that cannot be read are all named at once")
    func allNamed() {
        let error = failure(["\(folder.path)/one", folder.path])
        #expect(error?.message.contains("\(folder.path)/one cannot be read") == true)
        #expect(error?.message.contains("\(folder.path) is a directory") == true)
    }

    @Test("must be named, and standard input only once")
    func usage() {
        #expect(failure([])?.kind == .usage)
        #expect(failure(["-", "-"])?.kind == .usage)
    }

    @Test("that cannot be read to the end are an error, and the others are read all the same")
    func readError() throws {
        // A process may open its own memory, but nothing is mapped at its beginning.
        let source = try FileSource(["/proc/self/mem", try folder.file("a", "1")])
        let reading = try read(source)
        #expect(reading.texts == ["1"])
        #expect(reading.error?.code == "source.unreadable")
        #expect(reading.error?.message == "/proc/self/mem cannot be read: Input/output error.")
        #expect(source.inputs[0].sha256 == nil)
    }

    @Test("without a message are an error unless that is fine", arguments: ["", "\n \n", "[]"])
    func empty(text: String) throws {
        let path = try folder.file("empty", text)
        let reading = try read(try FileSource([path, try folder.file("full", "1")]))
        #expect(reading.texts == ["1"])
        #expect(reading.error?.code == "source.empty")
        var options = FileSource.Options()
        options.allowEmpty = true
        #expect(try read(try FileSource([path], options: options)).error == nil)
    }

    @Test("tell everything that is wrong with them at the end")
    func allFailures() throws {
        let source = try FileSource([try folder.file("a", ""), try folder.file("b", "[1"), try folder.file("c", "2")])
        var blocks = 0
        let failures = #expect(throws: InputFailures.self) { while try source.next() != nil { blocks += 1 } }
        #expect(blocks == 2)
        #expect(failures?.errors.map(\.code) == ["source.empty", "source.truncated"])
        #expect(failures?.errors.first?.message.contains("/a holds no message.") == true)
        #expect(failures?.errors.last?.message.contains("/b ends at byte 2 without the ]") == true)
        #expect(try source.next() == nil)
    }

    @Test("that were read to their end have a digest, also where nothing more is wanted then", arguments: 0..<50)
    func stoppedAtTheEnd(_ turn: Int) throws {
        let source = try FileSource([try folder.file("a\(turn)", "1\n2\n")])
        #expect(try source.next()?.messages.count == 2)
        source.stop()
        #expect(try source.next() == nil)
        #expect(source.inputs[0].sha256 != nil)
    }

    @Test("that are stopped in the middle of what is no message end all the same")
    func stoppedInside() throws {
        let path = "\(folder.path)/blank.gz"
        #expect(shell("head -c 300000000 /dev/zero | tr '\\0' ' ' | gzip -1 > '\(path)'") == 0)
        let source = try FileSource([path])
        let reading = try WorkerThread { while (try? source.next()) != nil {} }
        #expect(eventually { source.bytesRead > 0 })
        source.stop()
        reading.join()
        #expect(source.bytesRead < source.totalBytes ?? 0)
        #expect(source.inputs[0].sha256 == nil)
    }

    @Test("that are stopped hand out what was read, then end, without a digest")
    func stopped() throws {
        let path = try folder.file("a", String(repeating: "{\"a\":1}\n", count: 1_000_000))
        let source = try FileSource([path])
        #expect(try source.next() != nil)
        source.stop()
        var blocks = 0
        while try source.next() != nil { blocks += 1 }
        #expect(blocks <= FileSource.Options().blocksAhead)
        #expect(source.inputs[0].sha256 == nil)
        #expect(source.bytesRead < 8_000_000)
    }
}

@Suite("Pipes as a source")
struct PipeSourceTests {
    private let folder: ScratchFolder
    private let path: String

    init() throws {
        folder = try ScratchFolder()
        path = "\(folder.path)/pipe"
        try #require(mkfifo(path, 0o600) == 0)
    }

    /// Writes to the pipe on a thread of its own, then closes it.
    private func write(_ body: @escaping @Sendable (FileHandle) throws -> Void) {
        let path = path
        Thread.detachNewThread {
            // A writer of a pipe whose reader has stopped gets an error, not a signal.
            signal(SIGPIPE, SIG_IGN)
            guard let handle = FileHandle(forWritingAtPath: path) else { return }
            try? body(handle)
            try? handle.close()
        }
    }

    @Test("are read as they are written: a message comes before the pipe ends")
    func prompt() throws {
        let gate = DispatchSemaphore(value: 0)
        write { handle in
            try handle.write(contentsOf: Data("{\"a\":1}\n{\"a\"".utf8))
            gate.wait()
            try handle.write(contentsOf: Data(":2}\n".utf8))
        }
        let source = try FileSource([path])
        #expect(source.totalBytes == nil)
        let first = try #require(try source.next())
        #expect(first.messages.count == 1)
        gate.signal()
        let rest = try Reading { try source.next() }
        #expect(rest.messages == [FoundMessage(text: "{\"a\":2}", offset: 8, line: 2)])
        #expect(source.inputs[0].sha256 != nil)
    }

    @Test("that nobody writes to can be stopped")
    func stopped() throws {
        let source = try FileSource([path])
        Thread.detachNewThread { [source] in
            source.stop()
        }
        #expect(try source.next() == nil)
    }

    @Test("of any length need the same memory: the reader waits for the caller")
    func bounded() throws {
        let lines = Data(String(repeating: "{\"user_id\": \"424cdd21\", \"ip\": \"10.0.0.1\"}\n", count: 25_000).utf8)
        write { handle in for _ in 0..<64 { try handle.write(contentsOf: lines) } }
        var options = FileSource.Options()
        options.blockBytes = 64 << 10
        let source = try FileSource([path], options: options)
        var consumed = 0
        var count = 0
        var furthest = 0
        while let block = try source.next() {
            furthest = max(furthest, source.bytesRead - consumed)
            #expect(block.bytes.count < 300_000)
            consumed = (block.messages.last.map { $0.offset + $0.length } ?? 0) + 1
            count += block.messages.count
        }
        #expect(count == 64 * 25_000)
        #expect(consumed == 64 * lines.count)
        // The blocks that wait, the one that the thread holds, the one it fills and the one just handed out.
        #expect(furthest <= (options.blocksAhead + 3) * (256 << 10))
    }
}
