import Synchronization

/// Where one thread writes down which message it is about to judge: three words of memory that outlive the process.
struct IntentSlot: @unchecked Sendable {
    /// Bytes from one slot to the next: a cache line, so that threads do not wait for each other.
    static let stride = 64

    /// The id's halves, and what proves that both are of one id.
    private let words: UnsafeMutablePointer<Atomic<UInt64>>

    /// The slot at this address, which stays valid as long as the slot is used.
    init(at address: UnsafeMutableRawPointer) { words = address.bindMemory(to: Atomic<UInt64>.self, capacity: 3) }

    /// Notes the message; one that stood there before is forgotten.
    func begin(_ id: MessageID) {
        words[0].store(id.high, ordering: .relaxed)
        words[1].store(id.low, ordering: .relaxed)
        words[2].store(Self.seal(id), ordering: .releasing)
    }

    /// Notes that no message is being judged.
    func clear() { words[2].store(0, ordering: .releasing) }

    /// The message that was being judged; nil where there was none, or where the writing of its id was cut short.
    var id: MessageID? {
        let id = MessageID(high: words[0].load(ordering: .relaxed), low: words[1].load(ordering: .relaxed))
        return words[2].load(ordering: .acquiring) == Self.seal(id) ? id : nil
    }

    /// Differs where one half is another id's; never 0.
    private static func seal(_ id: MessageID) -> UInt64 {
        (id.high &* 0x9E37_79B9_7F4A_7C15 ^ id.low &* 0xC2B2_AE3D_27D4_EB4F) | 1
    }
}
