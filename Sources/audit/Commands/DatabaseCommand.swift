import ArgumentParser
import Loader
import Validator

/// `audit database`: the private cluster, and the audit's own tables.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Start, stop or look at the embedded database; migrate any database.",
        subcommands: [Start.self, Stop.self, Status.self, Migrate.self])

    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start the embedded database and keep it running.")

        func run() throws {
            let cluster = try EmbeddedCluster(directory: DatabasePlace.embeddedDirectory)
            let address = try cluster.start(keepRunning: true)
            Console.error("The embedded database runs. Its connection string, for psql and others:")
            Console.output(address)
        }
    }

    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop the embedded database.")

        func run() throws {
            let stopped = try EmbeddedCluster(directory: DatabasePlace.embeddedDirectory).shutDown()
            Console.output(stopped ? "The embedded database has stopped." : "The embedded database was not running.")
        }
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Whether the embedded database runs.")

        func run() throws {
            let status = try EmbeddedCluster(directory: DatabasePlace.embeddedDirectory).status
            Console.output("\(status.state.rawValue)")
            Console.output("  data      \(status.dataDirectory)")
            if let major = status.major { Console.output("  version   PostgreSQL \(major)") }
            if let process = status.process { Console.output("  process   \(process)") }
            if let socket = status.socketDirectory { Console.output("  socket    \(socket)") }
            if status.keepsRunning { Console.output("  stays     until audit database stop") }
        }
    }

    struct Migrate: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make or upgrade the tables of schema audit.")
        @OptionGroup var flags: DatabaseFlags

        func run() throws {
            let place = try DatabasePlace(Settings(), flag: flags.database)
            defer { place.close() }
            let connection = try place.connect()
            try Migrator(connection).migrate()
            guard flags.json else {
                return Console.output("The schema audit of \(connection.displayName) is up to date.")
            }
            let state: JSONValue = [
                "database": .string(connection.displayName),
                "schema_version": .int(try Migrator(connection).version()),
            ]
            Console.output(state.serialized(pretty: true))
        }
    }
}
