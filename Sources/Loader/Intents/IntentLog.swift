import Synchronization
import Validator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells which message a program was judging when it died, so that one that ends every program is not parsed again.
///
/// Each process has a file of slots, one for each thread that judges; it lives in memory, survives the process, and is
/// looked at by the next one. A message over which two programs died is quarantined as it is.
public final class IntentLog: Sendable {
    /// Where the files lie, beside the key ring.
    public static let defaultDirectory = ".audit/intents"

    /// The deaths after which a message is not parsed any more.
    static let deaths = 2

    private let directory: String
    private let contract: String
    private let file: IntentFile
    /// Messages of the contract over which programs have died too often.
    private let crashers: Set<MessageID>
    private let open: Mutex<Set<MessageID>>
    private let hasSuspects: Atomic<Bool>
    /// Until when suspects are judged alone: one that another consumer has taken never comes.
    private let exclusiveUntil: ContinuousClock.Instant
    private let hasWorked = Atomic(false)

    /// Takes over what dead programs left, and makes this process's own file.
    ///
    /// - Parameters:
    ///   - directory: made where it is missing.
    ///   - contract: the contract whose messages are judged.
    ///   - slots: the threads that judge.
    ///   - exclusiveTime: how long one thread alone judges, where suspects do not come before.
    /// - Throws: `intents.unwritable` (incomplete) where nothing can be kept there.
    public init(
        directory: String = defaultDirectory, contract: String, slots: Int, exclusiveTime: Duration = .seconds(15 * 60)
    ) throws(LoaderError) {
        self.directory = directory
        self.contract = contract
        do throws(LoaderError) { try FileSystem.makeDirectory(directory) } catch {
            throw Self.unwritable(error.message)
        }
        let lock = try Self.lock(directory)
        defer { lock.unlock() }
        let list = try Self.collect(directory)
        let own = list.suspects.filter { $0.contract == contract }
        crashers = Set(own.filter { $0.count >= Self.deaths }.map(\.id))
        open = Mutex(Set(own.map(\.id)))
        hasSuspects = Atomic(!own.isEmpty)
        exclusiveUntil = .now + exclusiveTime
        file = try IntentFile(
            creating: "\(directory)/\(getpid())-\(UInt32.random(in: 0 ... .max))\(IntentFile.suffix)",
            contract: contract, slots: slots)
    }

    /// The slot of a thread, from 0.
    func slot(_ number: Int) -> IntentSlot { file.slot(number) }

    /// Whether programs died over this message so often that it must not be parsed.
    func hasCrashed(_ id: MessageID) -> Bool { !crashers.isEmpty && crashers.contains(id) }

    /// Whether one thread alone must judge, so that the next death names one message alone.
    var isExclusive: Bool { hasSuspects.load(ordering: .relaxed) && ContinuousClock.now < exclusiveUntil }

    /// Forgets suspects that are safe in the database now.
    ///
    /// - Throws: `intents.unwritable`: they stay suspects.
    func acquit(_ ids: some Sequence<MessageID>) throws(LoaderError) {
        hasWorked.store(true, ordering: .relaxed)
        guard hasSuspects.load(ordering: .relaxed) else { return }
        let met = open.withLock { $0.intersection(ids) }
        guard !met.isEmpty else { return }
        try change { $0.acquit(met, of: contract) }
        open.withLock { suspects in
            suspects.subtract(met)
            hasSuspects.store(!suspects.isEmpty, ordering: .relaxed)
        }
    }

    /// Ends the log in order: this process leaves nothing behind.
    public func close() {
        if hasSuspects.load(ordering: .relaxed), hasWorked.load(ordering: .relaxed) {
            // Where that cannot be written the suspects are looked for once more.
            try? change { $0.endRun(of: contract) }
        }
        file.remove()
    }

    /// The error of a file of the log, for the reason that the system gave.
    static func unwritable(_ path: String, _ number: Int32) -> LoaderError {
        unwritable("\(path) cannot be written: \(FileContent.systemMessage(number)).")
    }

    private static func unwritable(_ message: String) -> LoaderError {
        LoaderError(
            "intents.unwritable", .incomplete, message,
            remedy: "Make it writable, so that a message which ends the program is told apart.")
    }
}

extension IntentLog {
    private static func list(in directory: String) -> String { "\(directory)/suspects.json" }

    /// Held while the list is read and written, and while files come and go.
    private static func lock(_ directory: String) throws(LoaderError) -> FileLock {
        let lock: FileLock
        do throws(LoaderError) { lock = try FileLock("\(directory)/lock") } catch { throw unwritable(error.message) }
        lock.lock(exclusive: true)
        return lock
    }

    private func change(_ body: (inout SuspectList) -> Void) throws(LoaderError) {
        let lock = try Self.lock(directory)
        defer { lock.unlock() }
        var list = Self.read(directory)
        body(&list)
        try Self.write(list, in: directory)
    }

    /// The list, with those over which programs have died since it was written.
    private static func collect(_ directory: String) throws(LoaderError) -> SuspectList {
        var list = read(directory)
        let before = list
        let names = FileSystem.names(in: directory).filter { $0.hasSuffix(IntentFile.suffix) }
        list.merged.formIntersection(names)
        let dead = names.filter { !IntentFile.isHeld("\(directory)/\($0)") }
        for name in dead where list.merged.insert(name).inserted {
            if let file = IntentFile(ofDead: "\(directory)/\(name)") { list.accuse(file.occupants, of: file.contract) }
        }
        // First the list, then the files: a death is neither forgotten nor counted twice.
        if list != before { try write(list, in: directory) }
        for name in dead { unlink("\(directory)/\(name)") }
        return list
    }

    /// An unreadable list is nobody's: better some deaths too few than no load.
    private static func read(_ directory: String) -> SuspectList {
        guard let text = try? FileContent.read(list(in: directory), limit: 16 << 20) else { return SuspectList() }
        return SuspectList(text) ?? SuspectList()
    }

    private static func write(_ list: SuspectList, in directory: String) throws(LoaderError) {
        do throws(LoaderError) {
            try PrivateFile.replace(self.list(in: directory), list.json.serialized())
        } catch {
            throw unwritable(error.message)
        }
    }
}
