import ArgumentParser
import Loader
import Reporting
import Validator

/// `audit runs`: what was loaded when, and how it ended.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the runs that the database knows, or show one.",
        subcommands: [List.self, Show.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The newest runs.")

        @Option(help: ArgumentHelp("Only runs of this contract.", valueName: "name"))
        var contract: String?

        @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
        var limit = 20

        @OptionGroup var flags: DatabaseFlags

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is 1 or more.") }
        }

        func run() throws {
            try flags.withLoaded { connection in
                let runs = try RunStore(connection).list(contract: contract, limit: limit)
                if flags.json { return Console.output(JSONValue.array(runs.map(\.json)).serialized(pretty: true)) }
                var table = TextTable([
                    ("Run", .left), ("Contract", .left), ("Started", .left), ("Status", .left), ("Read", .right),
                    ("Loaded", .right), ("Replaced", .right), ("Quarantined", .right), ("Released", .right),
                ])
                for run in runs {
                    table.add(
                        run.id.description, run.contract, run.startedAt ?? "", run.status, "\(run.counts.read)",
                        "\(run.counts.loaded)", "\(run.counts.replaced)", "\(run.counts.quarantined)",
                        "\(run.counts.released)")
                }
                Console.output(runs.isEmpty ? "No runs yet." : table.lines.joined(separator: "\n"))
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One run's summary.")

        @Argument(help: ArgumentHelp("The run's id.", valueName: "run"))
        var runID: String

        @OptionGroup var flags: DatabaseFlags

        func run() throws {
            try flags.withLoaded { connection in
                let report = try StoredReport.find(runID, connection)
                Console.output(
                    flags.json ? report.jsonText : TextRenderer().render(report), terminator: "")
            }
        }
    }
}

extension RunRecord {
    /// The run as `--json` prints it.
    var json: JSONValue {
        [
            "run_id": .string(id.description), "contract": .string(contract),
            "contract_version": .string(contractVersion), "source": .string(source), "status": .string(status),
            "started_at": startedAt.map(JSONValue.string) ?? .null, "ended_at": endedAt.map(JSONValue.string) ?? .null,
            "counts": [
                "read": .int(counts.read), "valid": .int(counts.valid), "invalid": .int(counts.invalid),
                "loaded": .int(counts.loaded), "replaced": .int(counts.replaced),
                "quarantined": .int(counts.quarantined), "released": .int(counts.released),
                "acknowledged": .int(counts.acknowledged), "error_count": .int(counts.errorCount),
            ],
            "rows_held": .int(rowsHeld), "quarantine_held": .int(quarantineHeld), "last_batch": .int(lastBatch),
            "previous_digest": previousDigest.map(JSONValue.string) ?? .null,
            "digest": digest.map(JSONValue.string) ?? .null,
        ]
    }
}
