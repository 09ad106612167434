import Crypto
import Testing

@testable import Loader

@Suite("The ids of a file's messages")
struct FileMessageIdentityTests {
    /// A ring whose keys are bytes that count up from their number.
    private func ring(_ numbers: [UInt8]) -> Keyring {
        let keys = numbers.map { number in
            Keyring.Key(
                id: "key0000\(number % 10)", created: "2026-01-01T00:00:00Z",
                secret: SymmetricKey(data: (0..<32).map { number &+ $0 }))
        }
        return Keyring(path: "ring", keys: keys, active: keys[keys.count - 1], seal: Keyring.ephemeral().seal)
    }

    private func id(_ source: String, _ offset: Int, _ text: String, keys: [UInt8] = [0]) -> MessageID {
        let identity = FileMessageIdentity(sourceID: source, keyring: ring(keys))
        return Array(text.utf8).withUnsafeBytes { identity.id(offset: offset, bytes: $0) }
    }

    private func ids(_ text: String) throws -> [MessageID] {
        let folder = try ScratchFolder()
        let source = try FileSource([try folder.file("logins.ndjson", text)])
        var ids: [MessageID] = []
        while let block = try source.next() {
            let identity = FileMessageIdentity(sourceID: source.sourceID(ofInput: block.input), keyring: ring([0]))
            ids += block.messages.map { identity.id(of: $0, in: block) }
        }
        return ids
    }

    @Test("are UUIDs of version 8 with the parts in their places", arguments: [0, 2, 63, 64, 65, 164, 5_000])
    func layout(length: Int) {
        // SHA-256 of "stdin" begins with a9a330bd.
        let text = String(repeating: "x", count: length)
        let id = id("stdin", 0xAB_CDEF_1234, text)
        #expect(id.high == 0xA9A3_30BD_ABCD_8EF1)
        #expect(id.low >> 62 == 0b10)
        #expect(id.low >> 50 & 0xFFF == 0x234)
        let key = SymmetricKey(data: ring([0]).lastingSubkey(method: "identity"))
        let mac = Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
        #expect(id.low & (1 << 50 - 1) == mac.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 14)
    }

    @Test("are always the same")
    func fixed() {
        #expect(id("user_logins.ndjson", 170, "{\"a\":1}").description == "bb55300b-0000-8000-82aa-d9e9fe2e3822")
    }

    @Test("stay when the keys are rotated, and tell nothing to those who have other keys")
    func keyed() {
        let before = id("a", 7, "{}", keys: [1])
        #expect(id("a", 7, "{}", keys: [1, 2]) == before)
        #expect(id("a", 7, "{}", keys: [1, 2, 3]) == before)
        #expect(id("a", 7, "{}", keys: [2]) != before)
        // The same place all the same.
        #expect(id("a", 7, "{}", keys: [2]).high == before.high)
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
        #expect(try FileSource([path]).sourceID(ofInput: 0) == "x.ndjson")
        var options = FileSource.Options()
        options.sourceID = "nightly"
        #expect(try FileSource([path], options: options).sourceID(ofInput: 0) == "nightly")
        #expect(InputLocation("-").sourceID == "stdin")
        #expect(InputLocation("a//b/").sourceID == "b")
    }
}
