import ArgumentParser
import Loader

/// The flags of commands that only need the database.
struct DatabaseFlags: ParsableArguments {
    @Option(help: ArgumentHelp("A libpq connection string, or embedded (the default).", valueName: "uri"))
    var database: String?

    @Flag(help: "Print JSON.")
    var json = false

    /// Connects, migrates, and calls `body`; the private cluster is stopped afterwards.
    func withConnection(_ body: (PostgresConnection) throws -> Void) throws {
        let place = try DatabasePlace(Settings(), flag: database)
        defer { place.close() }
        let connection = try place.connect()
        try Migrator(connection).migrate()
        try body(connection)
    }
}
