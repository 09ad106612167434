import Loader
import Synchronization

/// A source that notes what is asked of it.
final class RecordingSource: MessageSource {
    private let source: any MessageSource
    private let log = Mutex<[String]>([])
    private let acknowledging = Mutex<@Sendable () -> Void>({})

    init(_ source: any MessageSource) { self.source = source }

    /// What to do when the first messages are acknowledged: their transaction has committed.
    func onAcknowledge(_ body: @escaping @Sendable () -> Void) { acknowledging.withLock { $0 = body } }

    /// `pause` and `resume`, in order.
    var calls: [String] { log.withLock { $0 } }

    var name: String { source.name }
    var inputs: [InputSummary] { source.inputs }
    var faults: DeliveryFaults { source.faults }
    func next() throws -> MessageBlock? { try source.next() }
    func acknowledge(_ deliveries: [QueueDelivery]) throws -> Int {
        acknowledging.withLock { body in
            body()
            body = {}
        }
        return try source.acknowledge(deliveries)
    }
    func release(_ deliveries: [QueueDelivery]) throws { try source.release(deliveries) }
    func stop() { source.stop() }

    func pause() {
        log.withLock { $0.append("pause") }
        source.pause()
    }

    func resume() {
        log.withLock { $0.append("resume") }
        source.resume()
    }
}
