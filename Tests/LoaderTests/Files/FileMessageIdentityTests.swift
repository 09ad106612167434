import Testing

@testable import Loader

@Suite("The ids of a file's messages")
struct FileMessageIdentityTests {
    private func id(_ source: String, _ offset: Int, _ text: String) -> MessageID {
        Array(text.utf8).withUnsafeBytes { FileMessageIdentity(sourceID: source).id(offset: offset, bytes: $0) }
    }

    private func ids(_ text: String) throws -> [MessageID] {
        let folder = try ScratchFolder()
        let source = try FileSource([try folder.file("logins.ndjson", text)])
        var ids: [MessageID] = []
        while let block = try source.next() {
            let identity = source.identity(ofInput: block.input)
            ids += block.messages.map { identity.id(of: $0, in: block) }
        }
        return ids
    }

    @Test("are UUIDs of version 8 with the parts in their places")
    func layout() {
        // SHA-256 of "stdin" begins with a9a330bd, that of "{}" with 44136fa355b3678a.
        let digest: UInt64 = 0x4413_6fa3_55b3_678a
        let id = id("stdin", 0xAB_CDEF_1234, "{}")
        #expect(id.high == 0xA9A3_30BD_ABCD_8EF1)
        #expect(id.low >> 62 == 0b10)
        #expect(id.low >> 50 & 0xFFF == 0x234)
        #expect(id.low & (1 << 50 - 1) == digest >> 14)
    }

    @Test("are always the same")
    func fixed() {
        #expect(id("user_logins.ndjson", 170, "{\"a\":1}").description == "bb55300b-0000-8000-82a8-056af5fd7315")
    }

    @Test("sort in the order of the input")
    func order() {
        var random = SeededRandom(7)
        var offset = 0
        var previous = id("a", 0, "first")
        for _ in 0..<10_000 {
            offset += Int.random(in: 1...(1 << 26), using: &random)
            guard offset < 1 << 40 else { break }
            let next = id("a", offset, "\(offset)")
            #expect(previous < next)
            previous = next
        }
    }

    @Test("tell sources, places and contents apart")
    func apart() {
        let all = [id("a", 0, "1"), id("b", 0, "1"), id("a", 1, "1"), id("a", 0, "2")]
        #expect(Set(all).count == 4)
    }

    @Test("stay when a file grows, and change with the message")
    func grown() throws {
        let before = try ids("{\"a\":1}\n{\"a\":2}\n")
        let appended = try ids("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
        let changed = try ids("{\"a\":1}\n{\"a\":9}\n")
        #expect(Array(appended.prefix(2)) == before)
        #expect(appended.sorted() == appended)
        #expect(changed[0] == before[0])
        #expect(changed[1] != before[1])
    }

    @Test("come from the file's name, not its folder, unless a source id is given")
    func sourceIDs() throws {
        let folder = try ScratchFolder()
        let path = try folder.file("x.ndjson", "1")
        #expect(try FileSource([path]).identity(ofInput: 0) == FileMessageIdentity(sourceID: "x.ndjson"))
        var options = FileSource.Options()
        options.sourceID = "nightly"
        #expect(
            try FileSource([path], options: options).identity(ofInput: 0) == FileMessageIdentity(sourceID: "nightly"))
        #expect(InputLocation("-").sourceID == "stdin")
        #expect(InputLocation("a//b/").sourceID == "b")
    }
}
