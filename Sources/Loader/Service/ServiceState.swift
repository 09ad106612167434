/// What the threads of a service share about where it stands.
final class ServiceState: Sendable {
    /// Where the service is in its life.
    enum Phase: String, Sendable {
        case starting, running, draining, ended
    }

    private struct State {
        var phase = Phase.starting
        var window: SourceWindow?
        var connection: PostgresConnection?
        var isWaitingAfterFailure = false
    }

    private let state = Monitor(State())

    var phase: Phase { state.read { $0.phase } }

    /// Whether nobody has asked for the end.
    var isOn: Bool { state.read { $0.phase == .starting || $0.phase == .running } }

    /// Whether the last window could not prove what it did, and the next one has to wait.
    var isWaitingAfterFailure: Bool { state.read { $0.isWaitingAfterFailure } }

    /// Notes that the tables are there and messages may come.
    func begin() { state.update { if $0.phase == .starting { $0.phase = .running } } }

    /// Notes that the end was asked for, and ends the window that is open; false where that had happened already.
    func drain() -> Bool {
        let (isFirst, window) = state.update { state in
            let isFirst = state.phase == .starting || state.phase == .running
            if isFirst { state.phase = .draining }
            return (isFirst, state.window)
        }
        window?.stop()
        return isFirst
    }

    /// Notes the end.
    func end() { state.update { $0.phase = .ended } }

    /// Waits for the end; false where it takes longer than so many seconds.
    func waitForEnd(seconds: Double) -> Bool {
        state.wait(milliseconds: Int(seconds * 1_000)) { $0.phase == .ended ? true : nil } ?? false
    }

    /// Notes the window that is open; one that opens after the end was asked for is closed at once.
    func open(_ window: SourceWindow) {
        let isLate = state.update { state in
            state.window = window
            return state.phase == .draining
        }
        if isLate { window.stop() }
    }

    /// Notes that the window's run has ended.
    func close() {
        state.update { state in
            state.window = nil
            state.connection = nil
        }
    }

    /// Notes the connection that the window's run writes to.
    func use(_ connection: PostgresConnection) { state.update { $0.connection = connection } }

    /// Breaks the connection that the window's run writes to, whatever it waits for.
    func abandonConnection() { state.read { $0.connection }?.abandon() }

    /// Waits so long, or until the end is asked for.
    func waitAfterFailure(milliseconds: Int) {
        state.update { $0.isWaitingAfterFailure = true }
        state.wait(milliseconds: milliseconds) { $0.phase == .starting || $0.phase == .running ? nil : () }
        state.update { $0.isWaitingAfterFailure = false }
    }
}
