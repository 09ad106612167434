import Loader
import Synchronization

/// A source that notes what is asked of it.
final class RecordingSource: MessageSource {
    private let source: any MessageSource
    private let log = Mutex<[String]>([])

    init(_ source: any MessageSource) { self.source = source }

    /// `pause` and `resume`, in order.
    var calls: [String] { log.withLock { $0 } }

    var name: String { source.name }
    var inputs: [InputSummary] { source.inputs }
    var faults: DeliveryFaults { source.faults }
    func next() throws -> MessageBlock? { try source.next() }
    func acknowledge(_ deliveries: [QueueDelivery]) throws -> Int { try source.acknowledge(deliveries) }
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
