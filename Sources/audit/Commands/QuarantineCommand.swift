import ArgumentParser
import Loader
import Reporting
import Validator

/// `audit quarantine`: what was refused, and why.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "List refused messages, grouped by reason, or show one with all its errors.",
        subcommands: [List.self, Show.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The reasons with their counts, then the newest entries.")

        @Option(help: ArgumentHelp("Only entries of this contract.", valueName: "name"))
        var contract: String?

        @Option(name: .customLong("run"), help: ArgumentHelp("Only entries of this run.", valueName: "id"))
        var runID: String?

        @Option(help: ArgumentHelp("open, redriven, discarded or all.", valueName: "status"))
        var status = "open"

        @Option(help: ArgumentHelp("At most so many entries.", valueName: "n"))
        var limit = 20

        @OptionGroup var flags: DatabaseFlags

        func validate() throws {
            guard ["open", "redriven", "discarded", "all"].contains(status) else {
                throw ValidationError("--status is open, redriven, discarded or all.")
            }
            guard limit > 0 else { throw ValidationError("--limit is 1 or more.") }
            guard runID == nil || runID.flatMap(MessageID.init) != nil else {
                throw ValidationError("--run takes a run's id.")
            }
        }

        func run() throws {
            let filter = QuarantineFilter(
                contract: contract, status: status == "all" ? nil : status, run: runID.flatMap { MessageID($0) },
                limit: limit)
            try flags.withLoaded { connection in
                let store = QuarantineStore(connection)
                let (groups, entries) = try (store.groups(filter), store.list(filter))
                if flags.json {
                    Console.output(JSONValue.array(entries.map(\.json)).serialized(pretty: true))
                } else {
                    Console.output(QuarantineText.list(groups, entries))
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One entry with every error and the masked message.")

        @Argument(help: "The entry's number, or a message's id.")
        var id: String

        @OptionGroup var flags: DatabaseFlags

        func run() throws {
            try flags.withLoaded { connection in
                let store = QuarantineStore(connection)
                let found: [QuarantineRecord]
                if let message = MessageID(id) {
                    found = try store.show(message: message)
                } else {
                    found = try Int(id).flatMap { try store.show($0) }.map { [$0] } ?? []
                }
                guard !found.isEmpty else {
                    throw LoaderError(
                        "quarantine.missing", .usage, "The quarantine has no such entry.",
                        remedy: "Look at: audit quarantine list")
                }
                for entry in found {
                    Console.output(flags.json ? entry.json.serialized(pretty: true) : QuarantineText.entry(entry))
                }
            }
        }
    }
}
