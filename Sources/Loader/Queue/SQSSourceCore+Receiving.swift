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
            if state.isPaused || isFull(state) {
                hasWaited = true
                return nil
            }
            let count = min(10, state.budget ?? 10, max(1, Self.responseBytes / max(1, state.averageBytes)))
            // Others may bring less than they asked for: the rest of the budget is theirs until then.
            guard state.budget != 0 else { return state.requested == 0 ? 0 : nil }
            state.budget = state.budget.map { $0 - count }
            state.requested += count
            // The queue cannot be called empty for a time in which nobody asked it.
            if hasWaited { state.lastArrival = .now }
            return count
        }
        return count == 0 ? nil : count
    }

    /// Whether as much has been received as may wait: by number for the queue's sake, by size for the memory's.
    private func isFull(_ state: SQSSourceState) -> Bool {
        state.held.count + state.requested > options.maxUnprocessed || state.waiting.bytes > Self.waitingBytes
    }

    private static var waitingBytes: Int { 8 << 20 }
    /// The size of a response that is asked for, as far as the messages so far tell.
    private static var responseBytes: Int { 2 << 20 }

    private func receive(_ count: Int, _ client: SQSClient) throws(LoaderError) {
        var batch = ReceivedBatch()
        defer { settle(requested: count, batch) }
        batch = try client.receive(
            maximum: count, wait: waitSeconds(), visibility: options.visibilityTimeout,
            limit: options.maxMessageBytes)
        monitor.update { $0.answers += 1 }
        let corrupt = batch.removeCorrupt(keepingOrder: connection.location.isFIFO)
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
                state.hold(message.delivery, at: now)
            }
            state.statistics.received += batch.messages.count
            state.statistics.bytes += batch.messages.reduce(0) { $0 + $1.fullLength }
            state.arrived.append(batch)
            return true
        }
        guard !isTaken else { return }
        let unwanted = monitor.update { state in
            batch.messages.map(\.delivery).filter { delivery in
                // One whose earlier delivery is in work is settled with that, by its newest receipt.
                state.held[delivery.messageID]?.handle = delivery.receiptHandle
                return state.held[delivery.messageID] == nil
            }
        }
        _ = try? release(unwanted)
        batch = ReceivedBatch()
    }

    /// Bodies that are not what was sent: the queue may hand them out better next time, so they go back at once. One
    /// that has come so often that it will never get better stays hidden for its time, so that it does not turn in
    /// circles. It does not count as an arrival: a drain still ends.
    private func giveBack(
        _ removed: [(delivery: QueueDelivery, isDamaged: Bool)], _ client: SQSClient
    ) throws(LoaderError) {
        let returned = monitor.update { state in
            removed.filter { delivery, isDamaged in
                guard isDamaged else { return true }
                state.statistics.corrupt += 1
                state.damaged[delivery.messageID, default: 0] += 1
                return state.damaged[delivery.messageID, default: 0] <= Self.damagedReturns
            }.map(\.delivery)
        }
        if !returned.isEmpty { _ = try client.changeVisibility(returned.map(\.receiptHandle)[...], to: 0) }
        RetryPolicy.wait(200) { monitor.read { $0.isEnding } }
    }

    /// How often a body that is not what was sent goes back to the queue at once.
    private static var damagedReturns: Int { 3 }

    /// The seconds to wait: no longer than until the queue counts as drained.
    private func waitSeconds() -> Int {
        guard let idle = options.idleSeconds else { return options.waitSeconds }
        let left = idle - monitor.read { ContinuousClock.now - $0.lastArrival } / .seconds(1)
        return min(options.waitSeconds, max(1, Int(left.rounded(.up))))
    }

    private func endIfIdle() {
        guard let idle = options.idleSeconds else { return }
        monitor.update { state in
            // The messages in work keep those behind them in their groups from coming.
            let isBlocked = connection.location.isFIFO && !state.held.isEmpty
            if isBlocked { state.lastArrival = .now }
            if (ContinuousClock.now - state.lastArrival) / .seconds(1) >= idle { state.isEnding = true }
        }
    }
}

extension ReceivedBatch {
    /// Whether it holds no message.
    var isEmpty: Bool { messages.isEmpty }

    /// Takes the messages out whose bodies differ from their checksums; their bytes stay, unused.
    ///
    /// - Parameter keepingOrder: whether those behind one in its group must wait for it.
    /// - Returns: what is to be given back, in its order; `isDamaged` is false for those that only wait.
    mutating func removeCorrupt(keepingOrder: Bool) -> [(delivery: QueueDelivery, isDamaged: Bool)] {
        guard messages.contains(where: { !$0.isIntact }) else { return [] }
        var removed: [(delivery: QueueDelivery, isDamaged: Bool)] = []
        var stopped: Set<String> = []
        messages.removeAll { message in
            let group = message.delivery.group ?? ""
            guard !message.isIntact || keepingOrder && stopped.contains(group) else { return false }
            stopped.insert(group)
            removed.append((message.delivery, !message.isIntact))
            return true
        }
        return removed
    }
}
