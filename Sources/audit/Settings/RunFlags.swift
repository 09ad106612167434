import ArgumentParser
import Foundation
import Loader
import Reporting

/// The flags that `check` and `load` share.
struct RunFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The contract, or a bare JSON Schema.", valueName: "file"))
    var schema: String?

    @Option(
        help: ArgumentHelp(
            "The folder that references to other files may not leave (default: the schema's).", valueName: "dir"))
    var schemaRoot: String?

    @Option(
        help: ArgumentHelp(
            "Whether format refuses values: assert or annotate (default: a contract asserts, a bare schema follows its dialect).",
            valueName: "how"))
    var formatAssertion: String?

    @Option(help: ArgumentHelp("Where reports go.", valueName: "dir"))
    var reports: String?

    @Option(help: ArgumentHelp("The most invalid messages: a number, or a share such as 0.5%.", valueName: "n|p%"))
    var maxInvalid: String?

    @Option(help: ArgumentHelp("Exit with 1 from this verdict on: error, warn or never.", valueName: "verdict"))
    var failOn: String?

    @Option(help: ArgumentHelp("End after so many messages.", valueName: "n"))
    var maxMessages: String?

    @Option(help: ArgumentHelp("End after so long: 90s, 5m, 2h.", valueName: "time"))
    var maxTime: String?

    @Option(help: ArgumentHelp("Threads that judge messages (default: one a processor).", valueName: "n"))
    var workers: String?

    @Option(help: ArgumentHelp("Longer messages are refused (default: 1 MiB).", valueName: "n"))
    var maxMessageBytes: String?

    @Option(help: ArgumentHelp("Errors kept of one message (default: 100).", valueName: "n"))
    var maxErrorsPerMessage: String?

    @Option(
        help: ArgumentHelp("How messages are told apart: auto, ndjson, array or concatenated.", valueName: "format"))
    var inputFormat: FileFormat = .auto

    @Option(
        help: ArgumentHelp("The name that file messages' ids are made from, instead of the file's.", valueName: "id"))
    var sourceID: String?

    @Flag(help: "A run that reads no message is fine.")
    var allowEmpty = false

    @Flag(help: "An object may hold two members of one name; the last one counts.")
    var allowDuplicateKeys = false

    @OptionGroup var junit: JUnitFlags

    @Flag(help: "Take the time of every stage, for the summary and the report.")
    var profile = false

    @Flag(help: "Print the audit as JSON.")
    var json = false

    @Flag(help: "Print the last line alone.")
    var quiet = false

    @Flag(help: "No colours.")
    var noColor = false
}

extension FileFormat: ExpressibleByArgument {}
