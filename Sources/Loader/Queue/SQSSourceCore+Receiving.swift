extension SQSSourceCore {
    /// What each receiver thread does.
    func receiveUntilEnd() {
        do throws(LoaderError) {
            let client = try SQSClient(connection) { self.monitor.read { $0.isStopped } }
            while let count = reserve() {
                try receive(count, client)
            }
        } catch {
            monitor.update { state in
                // A stop cancels the repeats of a request: what it could not reach needs no mention any more.
                if !state.isStopped { state.failure = state.failure ?? error }
                state.isEnding = true
            }
        }
        monitor.update { $0.receivers -= 1 }
    }

    /// Waits for room and says how many messages to ask for; nil at the end.
    private func reserve() -> Int? {
        var hasWaited = false
        let count: Int? = monitor.wait { state -> Int? in
            if state.isEnding { return 0 }
            if state.isPaused || state.held.count + state.requested > options.maxUnprocessed {
                hasWaited = true
                return nil
            }
            let count = min(10, state.budget ?? 10)
            // Others may bring less than they asked for: the rest of the budget is theirs until then.
            guard count > 0 else { return state.requested == 0 ? 0 : nil }
            state.budget = state.budget.map { $0 - count }
            state.requested += count
            // The queue cannot be called empty for a time in which nobody asked it.
            if hasWaited { state.lastArrival = .now }
            return count
        }
        return count == 0 ? nil : count
    }

    private func receive(_ count: Int, _ client: SQSClient) throws(LoaderError) {
        var batch = ReceivedBatch()
        defer { settle(requested: count, batch) }
        batch = try client.receive(
            maximum: count, wait: waitSeconds(), visibility: options.visibilityTimeout,
            limit: options.maxMessageBytes)
        monitor.update { $0.statistics.answers += 1 }
        let corrupt = batch.removeCorrupt()
        deliver(&batch)
        if !corrupt.isEmpty { try giveBack(corrupt, client) }
        if batch.isEmpty { endIfIdle() }
    }

    /// Returns what was asked for and did not come to the budget.
    private func settle(requested: Int, _ batch: ReceivedBatch) {
        monitor.update { state in
            state.requested -= requested
            state.budget = state.budget.map { $0 + requested - batch.messages.count }
        }
    }

    /// Puts the messages where `next` finds them. After a stop they go back to the queue.
    private func deliver(_ batch: inout ReceivedBatch) {
        guard !batch.isEmpty else { return }
        let isTaken = monitor.update { state in
            guard !state.isStopped else { return false }
            let now = ContinuousClock.now
            state.lastArrival = now
            if state.arrived.isEmpty { state.waitingSince = now }
            for message in batch.messages {
                state.held[message.delivery.messageID] = .init(
                    handle: message.delivery.receiptHandle, since: now, sentAt: message.delivery.sentAt)
            }
            state.statistics.received += batch.messages.count
            state.statistics.bytes += batch.messages.reduce(0) { $0 + $1.fullLength }
            state.arrived.append(batch)
            return true
        }
        guard !isTaken else { return }
        _ = try? release(batch.messages.map(\.delivery))
        batch = ReceivedBatch()
    }

    /// Bodies that are not what was sent: the queue may hand them out better next time. The pause keeps a body that
    /// never gets better from turning in circles; it does not count as an arrival, so a drain still ends.
    private func giveBack(_ deliveries: [QueueDelivery], _ client: SQSClient) throws(LoaderError) {
        monitor.update { $0.statistics.corrupt += deliveries.count }
        _ = try client.changeVisibility(deliveries.map(\.receiptHandle)[...], to: 0)
        RetryPolicy.wait(200) { monitor.read { $0.isEnding } }
    }

    /// The seconds to wait: no longer than until the queue counts as drained.
    private func waitSeconds() -> Int {
        guard let idle = options.idleSeconds else { return options.waitSeconds }
        let left = idle - monitor.read { ContinuousClock.now - $0.lastArrival } / .seconds(1)
        return min(options.waitSeconds, max(1, Int(left.rounded(.up))))
    }

    private func endIfIdle() {
        guard let idle = options.idleSeconds else { return }
        monitor.update { state in
            if (ContinuousClock.now - state.lastArrival) / .seconds(1) >= idle { state.isEnding = true }
        }
    }
}

extension ReceivedBatch {
    /// Whether it holds no message.
    var isEmpty: Bool { messages.isEmpty }

    /// Takes the messages out whose bodies differ from their checksums; their bytes stay, unused.
    mutating func removeCorrupt() -> [QueueDelivery] {
        let corrupt = messages.filter { !$0.isIntact }.map(\.delivery)
        if !corrupt.isEmpty { messages.removeAll { !$0.isIntact } }
        return corrupt
    }
}
