import Foundation
import Testing
import Validator

/// What jsonschema-rs, by its Python package `jsonschema_rs`, says about messages: one process for all.
enum PeerVerdicts {
    /// Numbers with a point or an exponent stay decimals, so that none is rounded on its way.
    private static let program = """
        import decimal, json, sys
        import jsonschema_rs
        with open(sys.argv[1]) as file:
            cases = json.load(file, parse_float=decimal.Decimal)
        verdicts = []
        for schema, messages in cases:
            validator = jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)
            verdicts.append([validator.is_valid(message) for message in messages])
        with open(sys.argv[2], "w") as file:
            json.dump(verdicts, file)
        """

    /// The verdicts on the messages of each case, in order; each schema names its draft.
    static func verdicts(_ cases: [(schema: JSONValue, messages: [JSONValue])]) throws -> [[Bool]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "cases.json"), folder.appending(path: "verdicts.json"))
        let text = JSONValue.array(cases.map { [$0.schema, .array($0.messages)] }).serialized()
        try Data(text.utf8).write(to: input)
        try run([input.path, output.path])
        let verdicts = try JSONValue.parse(Array(Data(contentsOf: output)))
        return try #require(verdicts.array).map { ($0.array ?? []).compactMap(\.bool) }
    }

    private static func run(_ arguments: [String]) throws {
        let path = ProcessInfo.processInfo.environment["AUDIT_TEST_PYTHON"] ?? "/tmp/venv/bin/python3"
        try #require(
            FileManager.default.isExecutableFile(atPath: path),
            "no Python at \(path): run scripts/test, or set AUDIT_TEST_PYTHON to one that has the package jsonschema_rs"
        )
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["-c", program] + arguments
        try process.run()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0,
            "\(path) could not judge: install jsonschema_rs (scripts/lib/requirements.txt) for it")
    }
}
