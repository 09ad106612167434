import Synchronization

/// Asks a run to end early, from a signal handler's thread: what is in work is finished, nothing new is begun.
public final class Interruption: Sendable {
    private let signal = Atomic<Int32>(0)
    private let handler = Mutex<(@Sendable () -> Void)?>(nil)

    /// Nothing asked for yet.
    public init() {}

    /// The number of the signal that asked; nil where none did.
    public var requested: Int32? {
        let number = signal.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }

    /// Asks the run to end; true where it was the first time.
    public func request(signal number: Int32) -> Bool {
        guard signal.compareExchange(expected: 0, desired: number, ordering: .acquiringAndReleasing).exchanged else {
            return false
        }
        handler.withLock { $0 }?()
        return true
    }

    /// What to do when the run is asked to end; done at once where that has happened already.
    func onRequest(_ body: @escaping @Sendable () -> Void) {
        handler.withLock { $0 = body }
        if requested != nil { body() }
    }
}
