/// Looks every few seconds whether the database can be written to, over a connection of its own, and connects again
/// with full jitter while it cannot.
final class DatabaseWatch: Sendable {
    /// What the last look showed.
    enum Condition: Sendable {
        case unknown
        case up
        /// Why not.
        case down(LoaderError)
    }

    private struct State {
        var condition = Condition.unknown
        var isAskedFor = false
        var isStopped = false
    }

    private let state = Monitor(State())
    private let connect: @Sendable () throws -> PostgresConnection
    private let milliseconds: Int
    private let onLook: @Sendable (Condition) -> Void
    private let retries = RetryPolicy(attempts: .max, base: 250, cap: 5_000)

    /// A watch that begins with ``start()``.
    ///
    /// - Parameters:
    ///   - milliseconds: between two looks.
    ///   - onLook: is told what each look showed, on the watch's thread.
    ///   - connect: opens the watch's connection.
    init(
        milliseconds: Int = 5_000, onLook: @escaping @Sendable (Condition) -> Void = { _ in },
        connect: @escaping @Sendable () throws -> PostgresConnection
    ) {
        self.milliseconds = milliseconds
        self.onLook = onLook
        self.connect = connect
    }

    /// Starts to look.
    func start() throws(LoaderError) { _ = try WorkerThread { [self] in watch() } }

    /// Looks no more.
    func stop() { state.update { $0.isStopped = true } }

    /// What the last look showed.
    var condition: Condition { state.read { $0.condition } }

    /// Has the next look happen at once; until then nothing is known.
    func lookAgain() {
        state.update { state in
            state.condition = .unknown
            state.isAskedFor = true
        }
    }

    /// Waits until the database can be written to, at most so many milliseconds.
    ///
    /// - Throws: what only the owner can mend: a wrong password, a database that is not there.
    func waitUntilUp(milliseconds: Int) throws(LoaderError) -> Bool {
        let found = state.wait(milliseconds: milliseconds) { state -> Result<Bool, LoaderError>? in
            switch state.condition {
            case .up: .success(true)
            case .down(let error) where error.kind != .incomplete: .failure(error)
            default: state.isStopped ? .success(false) : nil
            }
        }
        return try (found ?? .success(false)).get()
    }

    // MARK: Looking

    private func watch() {
        var connection: PostgresConnection?
        var failures = 0
        while !state.read({ $0.isStopped }) {
            state.update { $0.isAskedFor = false }
            let found = look(&connection)
            if case .up = found { failures = 0 } else { failures += 1 }
            onLook(found)
            state.update { state in
                // A look that began before it was asked for says nothing about the time after.
                if !state.isAskedFor { state.condition = found }
            }
            let pause = failures == 0 ? milliseconds : retries.pause(after: failures)
            state.wait(milliseconds: pause) { $0.isStopped || $0.isAskedFor ? () : nil }
        }
    }

    private func look(_ connection: inout PostgresConnection?) -> Condition {
        do {
            let open = try connection ?? connect()
            connection = open
            let result = try open.execute(
                "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool")
            return result.bool(0, 0) == true ? .down(Self.readOnly(open.displayName)) : .up
        } catch {
            connection = nil
            let known = error as? LoaderError ?? (error as? PostgresError)?.loaderError
            return .down(known ?? LoaderError("internal", .incomplete, "\(error)"))
        }
    }

    private static func readOnly(_ name: String) -> LoaderError {
        LoaderError(
            "database.read_only", .incomplete, "The database \(name) takes no writes: it is a standby or read-only.",
            remedy: "Name the primary server: target_session_attrs=read-write in --database.")
    }
}
