import Foundation
import Loader
import Validator

/// Finds a setting's value: the flag's, else that of `AUDIT_NAME` in the environment, else that of `audit.yaml`.
struct Settings {
    /// The settings that a file or the environment may hold: the names of the flags.
    static let names = [
        "schema", "schema-root", "format-assertion",
        "source", "database", "keyring", "reports", "max-invalid", "fail-on", "max-messages", "max-time",
        "idle", "visibility", "receivers", "workers", "batch-rows", "max-message-bytes", "max-errors-per-message",
        "source-id", "region",
        "junit-profile", "junit-warnings",
        "follow", "every", "grace", "health-listen", "metrics-listen",
        "retry-time", "intents",
    ]

    private static let fileName = "audit.yaml"
    private let environment: [String: String]
    private let file: JSONObject

    /// The settings of this process and working directory.
    ///
    /// - Throws: ``LoaderError`` `settings.invalid` where `audit.yaml` cannot be used.
    init(environment: [String: String] = ProcessInfo.processInfo.environment, directory: String = ".") throws {
        self.environment = environment
        let path = directory == "." ? Self.fileName : "\(directory)/\(Self.fileName)"
        // A link that leads nowhere is a mistake too.
        let isThere = (try? FileManager.default.attributesOfItem(atPath: path)) != nil
        file = isThere ? try Self.read(path) : [:]
    }

    /// Variables whose names are nearly a setting's, with that: most likely misspelt, or another program's.
    static func misspelt(
        in environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> [(variable: String, nearest: String)] {
        environment.keys.sorted().filter { $0.hasPrefix("AUDIT_") }.compactMap { variable in
            let name = variable.dropFirst("AUDIT_".count).lowercased().replacing("_", with: "-")
            guard !names.contains(name), let nearest = Suggestion.nearest(to: name, among: names) else { return nil }
            return (variable, Self.variable(nearest))
        }
    }

    private static func variable(_ name: String) -> String {
        "AUDIT_" + name.uppercased().replacing("-", with: "_")
    }

    private static func read(_ path: String) throws -> JSONObject {
        let content: ContractFile
        do { content = try ContractFile(path: path) } catch {
            throw LoaderError("settings.invalid", .configuration, error.description)
        }
        guard case .object(let object) = content.value else {
            throw invalid(path, "The file must hold names and values.")
        }
        for name in object.names where !names.contains(name) {
            let hint = Suggestion.nearest(to: name, among: names).map { "Did you mean \($0)?" } ?? ""
            throw LoaderError("settings.invalid", .configuration, "\(path): unknown setting \(name).", remedy: hint)
        }
        for (name, value) in object.members {
            switch value {
            case .string, .number, .bool: continue
            default: throw invalid(path, "\(name): expected a text, a number, true or false.")
            }
        }
        return object
    }

    private static func invalid(_ place: String, _ message: String) -> LoaderError {
        LoaderError("settings.invalid", .configuration, "\(place): \(message)")
    }

    /// The value as text, and where it came from; nil where nothing says anything.
    func text(_ name: String, flag: String?) -> (value: String, place: String)? {
        if let flag { return (flag, "--\(name)") }
        let variable = Self.variable(name)
        if let value = environment[variable], !value.isEmpty { return (value, variable) }
        switch file[name] {
        case .string(let text): return (text, "\(Self.fileName): \(name)")
        case let value?: return (value.serialized(), "\(Self.fileName): \(name)")
        case nil: return nil
        }
    }

    /// The value after `parse`; nil where nothing says anything.
    ///
    /// - Throws: ``LoaderError``: of kind `usage` where the flag is wrong, else `configuration`.
    func value<Value>(
        _ name: String, flag: String?, expected: String, parse: (String) -> Value?
    ) throws -> Value? {
        guard let (text, place) = text(name, flag: flag) else { return nil }
        if let value = parse(text) { return value }
        let kind: LoaderError.Kind = place.hasPrefix("--") ? .usage : .configuration
        throw LoaderError("settings.invalid", kind, "\(place): expected \(expected).")
    }

    /// The environment that AWS's settings come from, with the region that a flag or setting names.
    func awsEnvironment(region flag: String?) -> AWSEnvironment {
        var variables = environment
        if let region = text("region", flag: flag)?.value { variables["AWS_REGION"] = region }
        return AWSEnvironment(variables)
    }

    /// A whole number from 1 to `most`.
    func count(_ name: String, flag: String?, atMost most: Int = 1_000_000_000_000_000) throws -> Int? {
        try value(name, flag: flag, expected: "a whole number from 1 to \(most)") { text in
            Int(text.filter { $0 != "_" }).flatMap { (1...most).contains($0) ? $0 : nil }
        }
    }

    /// Whether something is asked for: by its flag, or by `true` elsewhere.
    func isOn(_ name: String, flag: Bool) throws -> Bool {
        if flag { return true }
        let words = ["true": true, "yes": true, "1": true, "false": false, "no": false, "0": false]
        return try value(name, flag: nil, expected: "true or false") { words[$0.lowercased()] } ?? false
    }

    /// From which verdict on the exit code is 1.
    func failOn(flag: String?) throws -> FailOn {
        try value("fail-on", flag: flag, expected: "error, warn or never", parse: FailOn.init) ?? .error
    }

    /// A time in seconds: `90`, `90s`, `5m`, `2h`; of at least `minimum` seconds.
    func seconds(_ name: String, flag: String?, atLeast minimum: Double = 0) throws -> Double? {
        let least = minimum > 0 ? ", at least \(Int(minimum))s" : ""
        return try value(name, flag: flag, expected: "a time such as 90, 90s, 5m or 2h\(least)") { text in
            Self.seconds(text).flatMap { $0 >= minimum ? $0 : nil }
        }
    }

    /// A hundred years.
    private static let longestTime = 3_155_760_000.0

    private static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600]
        let factor = text.last.flatMap { units[$0] }
        guard let number = Double(factor == nil ? text : String(text.dropLast())) else { return nil }
        let seconds = number * (factor ?? 1)
        return (0...longestTime).contains(seconds) ? seconds : nil
    }
}
