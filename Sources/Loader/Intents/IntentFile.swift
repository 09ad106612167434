#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The slots of one process: a file that is mapped into its memory and locked while it lives.
///
/// What a thread writes there is in the file at once as far as other processes see, also when this one is killed.
/// Layout: `AUDITSLT`, the format's version, the number of slots and the length of the contract's name (32 bits each,
/// this machine's byte order), the name; from byte 4,096 the slots.
final class IntentFile: @unchecked Sendable {
    static let suffix = ".slots"
    private static let magic = Array("AUDITSLT".utf8)
    private static let version: UInt32 = 1
    private static let headerBytes = 4_096
    private static let maximumSlots = 4_096

    private let path: String
    private let descriptor: Int32
    private let memory: UnsafeMutableRawPointer
    private let length: Int
    /// The contract whose messages are judged.
    let contract: String
    private let count: Int

    /// Makes and locks a new file.
    ///
    /// - Throws: `intents.unwritable`.
    init(creating path: String, contract: String, slots: Int) throws(LoaderError) {
        self.path = path
        self.contract = contract
        count = min(max(1, slots), Self.maximumSlots)
        length = Self.headerBytes + count * IntentSlot.stride
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw IntentLog.unwritable(path, errno) }
        // Bytes that are there cannot lack when they are written to: that would be the process's end.
        let bytes = Self.header(contract, count) + [UInt8](repeating: 0, count: count * IntentSlot.stride)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count,
            let memory = Self.map(descriptor, length)
        else {
            let error = IntentLog.unwritable(path, errno)
            unlink(path)
            close(descriptor)
            throw error
        }
        self.memory = memory
    }

    /// Opens the file of a process that is dead; nil where it lives, or where the file is torn.
    init?(ofDead path: String) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        var head = [UInt8](repeating: 0, count: Self.headerBytes)
        var status = stat()
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0,
            pread(descriptor, &head, head.count, 0) == head.count, let (contract, count) = Self.parse(head),
            Int(status.st_size) == Self.headerBytes + count * IntentSlot.stride,
            let memory = Self.map(descriptor, Int(status.st_size))
        else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
        self.memory = memory
        length = Int(status.st_size)
        self.contract = contract
        self.count = count
    }

    deinit {
        munmap(memory, length)
        close(descriptor)
    }

    /// Whether the process of this file lives; a file that cannot be opened counts as one.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }

    /// The slot of that number, from 0; valid as long as the file.
    func slot(_ number: Int) -> IntentSlot {
        IntentSlot(at: memory + Self.headerBytes + min(max(0, number), count - 1) * IntentSlot.stride)
    }

    /// The messages that were being judged.
    var occupants: [MessageID] { (0..<count).compactMap { slot($0).id } }

    /// Removes the file: its process has ended in order, or what it says is noted elsewhere.
    func remove() { unlink(path) }

    private static func map(_ descriptor: Int32, _ length: Int) -> UnsafeMutableRawPointer? {
        let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        return memory == MAP_FAILED ? nil : memory
    }

    private static func header(_ contract: String, _ slots: Int) -> [UInt8] {
        let name = Array(contract.utf8.prefix(headerBytes - magic.count - 12))
        var bytes = magic
        for number in [version, UInt32(slots), UInt32(name.count)] {
            withUnsafeBytes(of: number) { bytes += $0 }
        }
        bytes += name
        return bytes + [UInt8](repeating: 0, count: headerBytes - bytes.count)
    }

    private static func parse(_ head: [UInt8]) -> (contract: String, slots: Int)? {
        func number(_ index: Int) -> Int {
            let start = magic.count + index * 4
            return head.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: start, as: UInt32.self)) }
        }
        let start = magic.count + 12
        guard Array(head.prefix(magic.count)) == magic, number(0) == Int(version),
            (1...maximumSlots).contains(number(1)), number(2) <= headerBytes - start
        else { return nil }
        return (String(decoding: head[start..<start + number(2)], as: UTF8.self), number(1))
    }
}
