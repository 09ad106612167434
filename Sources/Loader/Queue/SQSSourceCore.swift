/// The threads of a source and what they share; lives until the last of them has ended.
final class SQSSourceCore: Sendable {
    let connection: SQSConnection
    let options: SQSSourceOptions
    let monitor: Monitor<SQSSourceState>
    let clients: SQSClientPool

    init(_ location: QueueLocation, _ options: SQSSourceOptions, _ environment: AWSEnvironment) throws(LoaderError) {
        connection = try SQSConnection(location, environment: environment, retries: options.retries)
        clients = SQSClientPool(connection)
        var options = options
        options.receivers = location.isFIFO ? 1 : max(1, options.receivers)
        options.waitSeconds = min(max(0, options.waitSeconds), 20)
        options.visibilityTimeout = min(max(1, options.visibilityTimeout), 43_200)
        self.options = options
        var state = SQSSourceState()
        state.budget = options.maxMessages
        monitor = Monitor(state)
    }

    /// No new polls; those in flight give back what they bring.
    func stop() {
        monitor.update { state in
            state.isEnding = true
            state.isStopped = true
        }
    }

    /// Ends all threads: messages in work become visible when their time is over.
    func abandon() {
        stop()
        monitor.update { $0.isAbandoned = true }
    }

    private func start() throws(LoaderError) {
        let isFirst = monitor.update { state in
            guard !state.isStarted else { return false }
            state.isStarted = true
            state.lastArrival = .now
            state.receivers = state.isEnding ? 0 : options.receivers
            return !state.isEnding
        }
        if isFirst { try startThreads() }
    }

    /// Receives again after an error has ended the receivers; nothing after a stop.
    func restart() throws(LoaderError) {
        let isOver = monitor.update { state in
            guard state.isStarted, state.isEnding, !state.isStopped, state.receivers == 0 else { return false }
            state.isEnding = false
            state.failure = nil
            state.receivers = options.receivers
            return true
        }
        if isOver { try startThreads() }
    }

    private func startThreads() throws(LoaderError) {
        let isKept = monitor.update { state in
            defer { state.isKeeping = true }
            return state.isKeeping
        }
        var started = 0
        do {
            if !isKept { _ = try WorkerThread { self.keepHidden() } }
            while started < options.receivers {
                _ = try WorkerThread { self.receiveUntilEnd() }
                started += 1
            }
        } catch {
            monitor.update { $0.receivers -= options.receivers - started }
            throw error
        }
    }
}

extension SQSSourceCore {
    private static let blockMessages = 1_000
    private static let blockBytes = 1 << 20
    private static let fillMilliseconds = 50

    /// The messages that came next; nil at the end.
    func next() throws(LoaderError) -> MessageBlock? {
        try start()
        let waited = monitor.wait { state in
            state.arrived.isEmpty && state.receivers > 0 ? nil : (ContinuousClock.now - state.waitingSince)
        }
        let left = Self.fillMilliseconds - Int((waited ?? .zero) / .milliseconds(1))
        _ = monitor.wait(milliseconds: max(0, left)) { state -> Void? in
            let (messages, bytes) = state.waiting
            return messages >= Self.blockMessages || bytes >= Self.blockBytes || state.receivers == 0 ? () : nil
        }
        let (batches, sequence) = monitor.update { state in
            let batches = Self.takeBatches(&state.arrived)
            defer { state.blocks += batches.isEmpty ? 0 : 1 }
            return (batches, state.blocks)
        }
        if batches.isEmpty {
            if let failure = monitor.read({ $0.failure }) { throw failure }
            return nil
        }
        return MessageBlock(sequence: sequence, merging: batches)
    }

    /// As many batches as make a block, one at least.
    private static func takeBatches(_ arrived: inout [ReceivedBatch]) -> [ReceivedBatch] {
        var (messages, bytes, count) = (0, 0, 0)
        for batch in arrived {
            let isFull = messages + batch.messages.count > blockMessages || bytes + batch.bytes.count > blockBytes
            if count > 0 && isFull { break }
            messages += batch.messages.count
            bytes += batch.bytes.count
            count += 1
        }
        defer { arrived.removeFirst(count) }
        return Array(arrived.prefix(count))
    }
}

extension MessageBlock {
    /// A block of all messages of these batches, in order.
    convenience init(sequence: Int, merging batches: [ReceivedBatch]) {
        let buffer = Self.allocate(batches.reduce(0) { $0 + $1.bytes.count })
        var slices: [MessageSlice] = []
        var deliveries: [QueueDelivery] = []
        var offset = 0
        for batch in batches {
            for message in batch.messages {
                let isCut = message.fullLength > message.length
                slices.append(
                    MessageSlice(
                        start: offset + message.start, length: message.length, offset: 0, line: 1,
                        problem: isCut ? .tooLarge(length: message.fullLength) : nil))
                deliveries.append(message.delivery)
            }
            batch.bytes.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: buffer[offset...]).copyMemory(from: $0)
            }
            offset += batch.bytes.count
        }
        self.init(sequence: sequence, input: 0, taking: buffer, messages: slices, deliveries: deliveries)
    }
}
