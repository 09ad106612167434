import Synchronization

/// The time as a server sees it: this machine's clock, and how far the server said that it is off.
final class ServerClock: Sendable {
    /// Differences that signatures live with, in seconds (*Troubleshoot Signature Version 4*, IAM User Guide).
    private static let tolerance: Int64 = 300
    private let offset = Atomic<Int64>(0)
    private let machine: @Sendable () -> AWSTimestamp

    /// A clock that trusts `machine` until a server says otherwise.
    init(machine: @escaping @Sendable () -> AWSTimestamp = { .now }) { self.machine = machine }

    /// The moment of this call.
    var now: AWSTimestamp { AWSTimestamp(seconds: machine().seconds + offset.load(ordering: .relaxed)) }

    /// Takes over the time of an answer's `Date` header; false where it is none, or differs from the time that the
    /// request was signed with by five minutes at most. Another thread may have done it meanwhile.
    func adopt(_ date: String?, signedAt: AWSTimestamp) -> Bool {
        guard let date, let server = AWSTimestamp.httpDate(date) else { return false }
        guard abs(server.seconds - signedAt.seconds) > Self.tolerance else { return false }
        offset.store(server.seconds - machine().seconds, ordering: .relaxed)
        return true
    }
}
