import Synchronization

extension SQSSourceCore {
    /// Deletes the messages by their newest handles; returns for how many the queue confirmed it, those included that
    /// came again because it had refused it before.
    func acknowledge(_ deliveries: [QueueDelivery]) throws(LoaderError) -> Int {
        let open = withoutSettled(deliveries)
        let handles = newestHandles(open)
        // A message that came twice has one newest handle: it is deleted once and counts for each time.
        let result = settle(Self.unique(handles)) { client, part throws(LoaderError) in try client.delete(part) }
        forget(open, handles, deleted: result.done)
        let confirmed = monitor.update { state in
            let confirmed = deliveries.count - open.count + state.confirm(open, handles, done: result.done)
            state.statistics.deleted += confirmed
            return confirmed
        }
        if let failure = result.failure { throw failure }
        return confirmed
    }

    /// Makes the messages visible at once; in their order, where the queue keeps one.
    func release(_ deliveries: [QueueDelivery]) throws(LoaderError) {
        let open = withoutSettled(deliveries)
        let handles = newestHandles(open)
        forget(open, handles)
        // A heartbeat under way might hide again what this makes visible.
        monitor.wait { $0.isExtending ? nil : () }
        let result = settle(Self.unique(handles)) { client, part throws(LoaderError) in
            try client.changeVisibility(part, to: 0)
        }
        monitor.update { $0.statistics.released += handles.count { result.done.contains($0) } }
        if let failure = result.failure { throw failure }
    }

    /// Makes all messages visible that are neither acknowledged nor released.
    func releaseAll() throws(LoaderError) {
        let handles = monitor.update { state in
            defer {
                state.isAllReleased = true
                state.held = [:]
                state.arrived = []
            }
            return state.held.values.map(\.handle)
        }
        monitor.wait { $0.isExtending ? nil : () }
        let result = settle(handles) { client, part throws(LoaderError) in try client.changeVisibility(part, to: 0) }
        monitor.update { $0.statistics.released += result.done.count }
        if let failure = result.failure { throw failure }
    }

    /// Each handle once, in the order of its first place.
    private static func unique(_ handles: [String]) -> [String] {
        var seen: Set<String> = []
        return handles.filter { seen.insert($0).inserted }
    }

    private func newestHandles(_ deliveries: [QueueDelivery]) -> [String] {
        monitor.read { state in deliveries.map { state.held[$0.messageID]?.handle ?? $0.receiptHandle } }
    }

    /// Leaves those out whose message was deleted by the receipt of a later delivery, in an earlier call: their own
    /// receipts are worth nothing any more.
    private func withoutSettled(_ deliveries: [QueueDelivery]) -> [QueueDelivery] {
        monitor.update { state in
            guard !state.settled.isEmpty else { return deliveries }
            return deliveries.filter { delivery in
                guard let left = state.settled[delivery.messageID], state.held[delivery.messageID] == nil else {
                    return true
                }
                state.settled[delivery.messageID] = left > 1 ? left - 1 : nil
                return false
            }
        }
    }

    /// The messages are no longer in work; one that has come again in the meantime still is.
    private func forget(_ deliveries: [QueueDelivery], _ handles: [String], deleted: Set<String> = []) {
        monitor.update { state in
            for delivery in deliveries { state.held[delivery.messageID]?.deliveries -= 1 }
            for (delivery, handle) in zip(deliveries, handles) {
                guard let held = state.held[delivery.messageID], held.handle == handle else { continue }
                state.held[delivery.messageID] = nil
                if held.deliveries > 0, deleted.contains(handle) {
                    state.settled[delivery.messageID] = held.deliveries
                }
            }
        }
    }

    /// Does an action for handles in batches of 10, several at once unless their order counts.
    ///
    /// - Parameter isRepeated: whether what the server could not do is done again.
    func settle(
        _ handles: [String], inOrder: Bool? = nil, isRepeated: Bool = true,
        _ action: @escaping @Sendable (SQSClient, ArraySlice<String>) throws(LoaderError) -> SQSBatchOutcome
    ) -> (done: Set<String>, failure: LoaderError?) {
        let result = SettledHandles()
        let batches = stride(from: 0, to: handles.count, by: 10).map { handles[$0..<min($0 + 10, handles.count)] }
        let inOrder = inOrder ?? connection.location.isFIFO
        WorkerThread.forEach(batches.count, threads: inOrder ? 1 : options.settlers) { index in
            do throws(LoaderError) {
                try self.clients.withClient { client throws(LoaderError) in
                    try self.settle(batches[index], isRepeated, client, action, into: result)
                }
            } catch {
                result.fail(error)
            }
        }
        return result.value
    }

    /// Does one batch, and again what the server could not do the first time.
    private func settle(
        _ batch: ArraySlice<String>, _ isRepeated: Bool, _ client: SQSClient,
        _ action: (SQSClient, ArraySlice<String>) throws(LoaderError) -> SQSBatchOutcome, into result: SettledHandles
    ) throws(LoaderError) {
        var left = batch
        var series = RetrySeries(connection.retries)
        while true {
            let outcome = try action(client, left)
            let sent = Array(left)
            result.add(outcome.done.map { sent[$0] })
            left = outcome.failures.filter { !$0.isSenderFault }.map { sent[$0.position] }[...]
            guard !left.isEmpty, isRepeated, series.wait() else { return }
            connection.retried.add(1, ordering: .relaxed)
        }
    }
}

/// The handles that a queue confirmed, from several threads.
private final class SettledHandles: Sendable {
    private let state = Mutex<(done: Set<String>, failure: LoaderError?)>(([], nil))

    var value: (done: Set<String>, failure: LoaderError?) { state.withLock { ($0.done, $0.failure) } }

    func add(_ handles: [String]) { state.withLock { $0.done.formUnion(handles) } }

    func fail(_ error: LoaderError) { state.withLock { $0.failure = $0.failure ?? error } }
}
