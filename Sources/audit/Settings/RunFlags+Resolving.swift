import Foundation
import Loader
import Reporting
import Validator

extension RunFlags {
    /// The contract that the settings name, or the only one in `schemas/`.
    func contract(_ settings: Settings) throws -> Contract {
        try settings.contract(flag: schema, root: schemaRoot, formats: formatAssertion)
    }

    /// The run that the settings ask for.
    func request(_ command: RunRequest.Command, _ contract: Contract, _ settings: Settings) throws -> RunRequest {
        var request = RunRequest(command, contract: contract)
        request.maxInvalid = try settings.value(
            "max-invalid", flag: maxInvalid, expected: "a number of messages, or a share such as 0.5%",
            parse: InvalidLimit.init)
        request.allowsEmpty = allowEmpty
        request.allowsDuplicateNames = allowDuplicateKeys
        request.profiles = profile
        request.maxMessages = try settings.count("max-messages", flag: maxMessages)
        request.maxSeconds = try settings.seconds("max-time", flag: maxTime)
        request.workers =
            try settings.count("workers", flag: workers, atMost: 1_024) ?? ProcessInfo.processInfo.activeProcessorCount
        request.maxErrorsPerMessage =
            try settings.count("max-errors-per-message", flag: maxErrorsPerMessage) ?? request.maxErrorsPerMessage
        return request
    }

    /// How files are read.
    func fileOptions(_ settings: Settings) throws -> FileSource.Options {
        var options = FileSource.Options()
        options.format = inputFormat
        options.allowEmpty = allowEmpty
        options.maxMessageBytes =
            try settings.count("max-message-bytes", flag: maxMessageBytes) ?? options.maxMessageBytes
        options.sourceID = settings.text("source-id", flag: sourceID)?.value
        return options
    }

    /// From which verdict on the exit code is 1.
    func failOn(_ settings: Settings) throws -> FailOn { try settings.failOn(flag: failOn) }

    /// Where and how reports are written.
    func writer(_ settings: Settings) throws -> ReportWriter {
        ReportWriter(
            directory: settings.text("reports", flag: reports)?.value ?? "reports",
            junit: try junit.renderer(settings, failOn(settings)))
    }
}
