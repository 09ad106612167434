/// Opens a connection, and goes on trying while the server is away.
struct PatientOpening {
    /// How long.
    var seconds: Double
    /// Whether to give up before that.
    var stops: () -> Bool
    /// Told once, when the first attempt has failed.
    var onWait: (LoaderError) -> Void

    /// The connection that `open` opens.
    ///
    /// - Throws: what `open` throws: at once where waiting does not help, such as a wrong password.
    func callAsFunction(_ open: () throws -> PostgresConnection) throws -> PostgresConnection {
        var retries = RetrySeries(.database(seconds: seconds))
        var isFirst = true
        while true {
            do { return try open() } catch let error as LoaderError where Self.isAway(error) {
                if isFirst, seconds > 0 { onWait(error) }
                isFirst = false
                guard !stops(), retries.wait() else { throw error }
            }
        }
    }

    private static func isAway(_ error: LoaderError) -> Bool {
        error.code == "database.unreachable" || error.code == "database.unavailable"
    }
}
