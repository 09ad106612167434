/// Speaks version 1 of Bowtie's protocol: a line is a command as a JSON object, and so is the answer.
///
/// Bowtie runs one test suite through many validators (<https://docs.bowtie.report>, "Adding a New Implementation").
/// Whatever is wrong with a test case is the answer to that case; only a line that is no command ends the talk.
public struct BowtieHarness {
    /// The version of the protocol.
    public static let version = 1

    private let implementation: BowtieImplementation
    private let parser = JSONParser(allowsDuplicateNames: true)
    private var hasStarted = false
    /// The dialect of schemas without `$schema`.
    private var dialect = Dialect.draft2020

    /// A harness that introduces itself so.
    public init(_ implementation: BowtieImplementation) { self.implementation = implementation }

    /// The answer to a line.
    public mutating func answer(_ line: String) -> BowtieAnswer {
        Array(line.utf8).withUnsafeBytes { bytes in
            do throws(JSONSyntaxError) {
                return answer(try parser.parse(bytes))
            } catch {
                // A case that cannot be read, too deep perhaps, is still a case if it can be named.
                guard let sequence = Self.sequence(in: line) else {
                    return .refusal("The line is not JSON: \(error).")
                }
                return .reply(BowtieCase.errored(sequence, "The line cannot be read: \(error)."))
            }
        }
    }

    private mutating func answer(_ command: JSONNode) -> BowtieAnswer {
        switch command["cmd"]?.value.string {
        case "start": start(command)
        case "stop": .stop
        case "dialect" where hasStarted: changeDialect(command)
        case "run" where hasStarted: run(command)
        case "dialect", "run": .refusal("The first command must be start.")
        default: .refusal("The command is not one of start, dialect, run and stop.")
        }
    }

    private mutating func start(_ command: JSONNode) -> BowtieAnswer {
        guard command["version"]?.value == .int(Self.version) else {
            return .refusal("Only version \(Self.version) of the protocol is spoken.")
        }
        hasStarted = true
        return .reply(["version": .int(Self.version), "ready": true, "implementation": implementation.json])
    }

    /// A dialect that is not known changes nothing, and the answer says so.
    private mutating func changeDialect(_ command: JSONNode) -> BowtieAnswer {
        guard let known = command["dialect"]?.value.string.flatMap(Dialect.init(schemaURI:)) else {
            return .reply(["ok": false])
        }
        dialect = known
        return .reply(["ok": true])
    }

    private func run(_ command: JSONNode) -> BowtieAnswer {
        let sequence = command["seq"]?.value ?? .null
        guard let testCase = command["case"] else {
            return .reply(BowtieCase.errored(sequence, "The command has no case."))
        }
        let wantsAnnotations = command["output"]?.value == "annotations"
        return .reply(BowtieCase(testCase, dialect: dialect, wantsAnnotations: wantsAnnotations).result(sequence))
    }

    /// The number behind the first `"seq":` of a line that is not JSON.
    private static func sequence(in line: String) -> JSONValue? {
        guard let name = line.firstRange(of: "\"seq\":") else { return nil }
        return Int(line[name.upperBound...].drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }).map(JSONValue.int)
    }
}
