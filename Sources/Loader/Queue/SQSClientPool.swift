import Synchronization

/// Clients with open connections, for threads that need one for a moment.
final class SQSClientPool: Sendable {
    /// A client on its way between threads: whoever took it out of the pool is the only one to use it.
    private struct Slot: @unchecked Sendable {
        let client: SQSClient
    }

    private let connection: SQSConnection
    private let free = Mutex<[Slot]>([])

    /// An empty pool.
    init(_ connection: SQSConnection) { self.connection = connection }

    /// Lends a client for the time of the call.
    func withClient<Value>(_ body: (SQSClient) throws(LoaderError) -> Value) throws(LoaderError) -> Value {
        let taken = free.withLock { $0.popLast() }
        let slot = if let taken { taken } else { Slot(client: try SQSClient(connection)) }
        defer { free.withLock { $0.append(slot) } }
        return try body(slot.client)
    }
}
