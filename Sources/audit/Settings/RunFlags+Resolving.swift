import Foundation
import Loader
import Reporting
import Validator

extension RunFlags {
    /// The contract that the settings name, or the only one in `schemas/`.
    func contract(_ settings: Settings) throws -> Contract {
        try Contract.load(
            path: settings.text("schema", flag: schema)?.value ?? Self.onlyContract(), reading: reading(settings))
    }

    private func reading(_ settings: Settings) throws -> SchemaReading {
        let modes = ["assert": SchemaOptions.FormatMode.assert, "annotate": .annotate]
        return SchemaReading(
            root: try settings.value(
                "schema-root", flag: schemaRoot, expected: "a folder", parse: { Self.isFolder($0) ? $0 : nil }),
            formats: try settings.value(
                "format-assertion", flag: formatAssertion, expected: "assert or annotate", parse: { modes[$0] }))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func onlyContract() throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "schemas")) ?? []
        let contracts = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
        if contracts.count == 1 { return "schemas/\(contracts[0])" }
        let known =
            contracts.isEmpty ? "There is none in schemas/." : "In schemas/ are: \(contracts.joined(separator: ", "))."
        throw LoaderError("schema.missing", .usage, "No contract is named. \(known)", remedy: "Name one: --schema FILE")
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
    func failOn(_ settings: Settings) throws -> FailOn {
        try settings.value("fail-on", flag: failOn, expected: "error, warn or never", parse: FailOn.init) ?? .error
    }

    /// Where and how reports are written.
    func writer(_ settings: Settings) throws -> ReportWriter {
        ReportWriter(
            directory: settings.text("reports", flag: reports)?.value ?? "reports", junit: try junit.renderer(settings))
    }
}
