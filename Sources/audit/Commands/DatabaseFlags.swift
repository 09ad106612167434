import ArgumentParser
import Loader

/// The flags of commands that only need the database.
struct DatabaseFlags: ParsableArguments {
    @Option(help: ArgumentHelp("A libpq connection string, or embedded (the default).", valueName: "uri"))
    var database: String?

    @Flag(help: "Print JSON.")
    var json = false

    /// Connects to a database that was loaded before, and calls `body`, which only reads; the private cluster is stopped
    /// afterwards.
    func withLoaded(_ body: (PostgresConnection) throws -> Void) throws {
        let place = try DatabasePlace(Settings(), flag: database)
        defer { place.close() }
        try body(place.connectToLoaded())
    }
}
