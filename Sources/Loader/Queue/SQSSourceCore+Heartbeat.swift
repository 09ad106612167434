extension SQSSourceCore {
    /// What the heartbeat thread does: looks eight times in a visibility timeout for messages that are half through
    /// theirs, and extends them.
    func keepHidden() {
        let tick = max(100, options.visibilityTimeout * 1_000 / 8)
        while true {
            let isOver: Void? = monitor.wait(milliseconds: tick) { state in
                guard state.isOver || state.isAbandoned else { return nil }
                state.isKeeping = false
                return ()
            }
            if isOver != nil { return }
            extendDue()
        }
    }

    private func extendDue() {
        let half = Duration.seconds(options.visibilityTimeout) / 2
        let now = ContinuousClock.now
        let due = monitor.update { state in
            let due = state.held.filter { now - $0.value.since >= half }
            state.isExtending = !due.isEmpty
            return due
        }
        guard !due.isEmpty else { return }
        let seconds = options.visibilityTimeout
        // The oldest first: where the queue is slow these are the first to come again.
        let oldest = due.values.sorted { $0.since < $1.since }
        // Nothing is waited for longer than until the next look, which does again what could not be done.
        let timeout = max(1_000, seconds * 1_000 / 8)
        let result = settle(oldest.map(\.handle), inOrder: false, isRepeated: false) {
            client, part throws(LoaderError) in
            try client.changeVisibility(part, to: seconds, timeout: timeout)
        }
        monitor.update { state in
            for (id, held) in due where result.done.contains(held.handle) && state.held[id]?.handle == held.handle {
                state.held[id]?.since = now
            }
            let left = due.filter { !result.done.contains($0.value.handle) }
            state.expose(left.keys, after: .seconds(seconds), at: .now)
            state.statistics.extended += result.done.count
            state.isExtending = false
        }
    }
}
