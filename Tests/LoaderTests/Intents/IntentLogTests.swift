import Foundation
import TestSupport
import Testing
import Validator

@testable import Loader

@Suite("The log of what is being judged")
struct IntentLogTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path + "/state/intents" }

    init() throws { directory = try TemporaryDirectory() }

    private func log(_ contract: String = "logins", slots: Int = 2) throws -> IntentLog {
        try IntentLog(directory: path, contract: contract, slots: slots)
    }

    /// What a process leaves that died over these messages: its file, which nobody locks.
    private func die(over ids: [Int], _ contract: String = "logins", name: String = UUID().uuidString) throws {
        try FileSystem.makeDirectory(path)
        let file = try IntentFile(creating: "\(path)/\(name).slots", contract: contract, slots: max(1, ids.count))
        for (number, id) in ids.enumerated() { file.slot(number).begin(.test(id)) }
    }

    private func files() -> [String] { FileSystem.names(in: path).filter { $0.hasSuffix(".slots") } }

    private func list() throws -> SuspectList {
        let text = try #require(FileContent.text(of: path + "/suspects.json"))
        return try #require(SuspectList(Array(text.utf8)))
    }

    @Test("is empty at first, and leaves nothing when its process ends in order")
    func orderly() throws {
        let log = try log()
        #expect(!log.isExclusive && !log.hasCrashed(.test(1)))
        #expect(files().count == 1)
        log.slot(0).begin(.test(1))
        log.close()
        #expect(files().isEmpty)
        #expect(try !self.log().isExclusive)
    }

    @Test("suspects the messages of a process that died, and has one thread judge until they are safe")
    func suspects() throws {
        try die(over: [1, 2])
        let log = try log()
        #expect(log.isExclusive && !log.hasCrashed(.test(1)) && !log.hasCrashed(.test(2)))
        #expect(try list().suspects.map(\.count) == [1, 1])
        try log.acquit([.test(1), .test(9)])
        #expect(log.isExclusive)
        try log.acquit([.test(2)])
        #expect(!log.isExclusive)
        #expect(try list().suspects.isEmpty)
    }

    @Test("has all threads judge again after a time, because another consumer may have taken the suspect")
    func elsewhere() throws {
        try die(over: [1, 2])
        let log = try IntentLog(directory: path, contract: "logins", slots: 2, exclusiveTime: .milliseconds(200))
        #expect(log.isExclusive)
        usleep(250_000)
        #expect(!log.isExclusive)
        // They stay suspects all the same: a second death is a second one.
        #expect(try list().suspects.map(\.count) == [1, 1])
        try log.acquit([.test(1)])
        #expect(try list().suspects.map(\.id) == [.test(2)])
        log.close()
        try die(over: [2])
        #expect(try self.log().hasCrashed(.test(2)))
    }

    @Test("gives a message up over which two processes died, until it is safe")
    func crasher() throws {
        try die(over: [1, 2])
        try log().close()
        try die(over: [2])
        let log = try log()
        #expect(log.hasCrashed(.test(2)) && !log.hasCrashed(.test(1)))
        try log.acquit([.test(1), .test(2)])
        log.close()
        #expect(try !self.log().hasCrashed(.test(2)))
    }

    @Test("suspects nobody of a process that was killed while it waited")
    func waiting() throws {
        try FileSystem.makeDirectory(path)
        do {
            let file = try IntentFile(creating: "\(path)/x.slots", contract: "logins", slots: 2)
            file.slot(0).begin(.test(1))
            file.slot(0).clear()
        }
        #expect(try !log().isExclusive)
        #expect(files().count == 1)
    }

    @Test("takes an id whose writing was cut short for none")
    func tornID() throws {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: 64)
        let slot = IntentSlot(at: memory)
        #expect(slot.id == nil)
        slot.begin(.test(1))
        #expect(slot.id == .test(1))
        memory.storeBytes(of: MessageID.test(2).low, toByteOffset: 8, as: UInt64.self)
        #expect(slot.id == nil)
        slot.begin(.test(2))
        slot.clear()
        #expect(slot.id == nil)
    }

    @Test("passes torn files over and removes them", arguments: ["", "AUDITSLT", "header", "length", "other"])
    func tornFile(_ tear: String) throws {
        try die(over: [1], name: "torn")
        let file = path + "/torn.slots"
        var bytes = try Data(contentsOf: URL(filePath: file))
        switch tear {
        case "header": bytes = bytes.prefix(100)
        case "length": bytes = bytes.prefix(bytes.count - 1)
        case "other": bytes[8] = 99
        default: bytes = Data(tear.utf8)
        }
        try bytes.write(to: URL(filePath: file))
        #expect(try !log().isExclusive)
        #expect(!files().contains("torn.slots"))
    }

    @Test("leaves the files of processes that live alone, whatever stands in them")
    func severalProcesses() throws {
        let first = try log()
        first.slot(0).begin(.test(1))
        let second = try log()
        second.slot(1).begin(.test(2))
        #expect(!second.isExclusive)
        #expect(files().count == 2)
        try die(over: [3])
        let third = try log()
        #expect(third.isExclusive)
        #expect(files().count == 3)
        #expect(try list().suspects.map(\.id) == [.test(3)])
        for log in [first, second, third] { log.close() }
        #expect(files().isEmpty)
    }

    @Test("keeps contracts apart")
    func contracts() throws {
        try die(over: [1], "orders")
        #expect(try !log("logins").isExclusive)
        #expect(try log("orders").isExclusive)
    }

    @Test("counts no death twice where the program died between noting it and removing its file")
    func mergedTwice() throws {
        try die(over: [1], name: "dead")
        var list = SuspectList()
        list.accuse([.test(1)], of: "logins")
        list.merged = ["dead.slots"]
        try PrivateFile.create(path + "/suspects.json", list.json.serialized())
        let log = try log()
        #expect(log.isExclusive && !log.hasCrashed(.test(1)))
        #expect(!files().contains("dead.slots"))
        try log.acquit([.test(1)])
        #expect(try self.list().suspects.isEmpty)
    }

    @Test("forgets a message that does not come again, after some runs that did work")
    func patience() throws {
        try die(over: [1])
        try log().close()
        for _ in 0..<SuspectList.patience {
            let log = try log()
            #expect(log.isExclusive)
            try log.acquit([.test(2)])
            log.close()
        }
        #expect(try !log().isExclusive)
    }

    @Test("starts anew with a list that it cannot read", arguments: ["", "{", "[]", #"{"version": 2}"#])
    func unreadableList(text: String) throws {
        try FileSystem.makeDirectory(path)
        try PrivateFile.create(path + "/suspects.json", text)
        try die(over: [1])
        #expect(try log().isExclusive)
        #expect(try list().suspects.map(\.id) == [.test(1)])
    }

    @Test("says where it cannot write")
    func unwritable() throws {
        try directory.write("a file", to: "state")
        let error = #expect(throws: LoaderError.self) { try log() }
        #expect(error?.code == "intents.unwritable" && error?.kind == .incomplete)
    }

    @Test("keeps a full list from growing: those that died least and longest ago go first")
    func fullList() {
        var list = SuspectList()
        list.accuse([.test(1)], of: "a")
        list.accuse([.test(1)], of: "a")
        for number in 2...(SuspectList.limit + 50) { list.accuse([.test(number)], of: "a") }
        #expect(list.suspects.count == SuspectList.limit)
        #expect(list.suspects.first?.id == .test(1) && list.suspects.first?.count == 2)
        #expect(list.suspects[1].id == .test(52))
        #expect(list.suspects.last?.id == .test(SuspectList.limit + 50))
        #expect(SuspectList(Array(list.json.serialized().utf8)) == list)
    }
}
