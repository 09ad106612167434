import Validator

/// Turns a contract's file into a ``Contract``, and collects every mistake on the way.
struct ContractReader {
    let file: ContractFile
    private let reading: SchemaReading
    /// The mistakes that ``read()`` found.
    private(set) var problems: [ContractProblem] = []
    /// The file with the message's schema, its positions those of the text; nil where ``read()`` found none.
    private(set) var messageFile: ContractFile?

    init(file: ContractFile, reading: SchemaReading) {
        self.file = file
        self.reading = reading
    }

    func contract() throws(ContractProblems) -> Contract {
        var reader = self
        guard let contract = reader.read(), reader.problems.isEmpty else { throw ContractProblems(reader.problems) }
        return contract
    }

    /// The contract as far as it can be read, whatever is wrong with it.
    mutating func read() -> Contract? {
        if isBareSchema { return bareContract() }
        problems += ContractSchema.problems(in: file)
        guard case .object = file.value else { return nil }
        messageFile = readMessage()
        let schema = messageFile?.value ?? true
        let pii = readPII()
        let load = readLoad()
        let checks = readChecks()
        var linter = ContractLinter(file: file, schema: schema)
        problems += linter.problems(pii: pii, load: load, checks: checks)
        let source = source(path: messageFile?.path ?? file.path, formats: .assert)
        problems += messageFile.map { schemaProblems($0, source, refusesUnknown: true) } ?? []
        return Contract(
            name: file.value["contract"]?.string ?? "", version: file.value["version"]?.string ?? "",
            description: file.value["description"]?.string, messageSchema: schema,
            pii: Self.withMasked(pii, load), load: load, checks: checks, fingerprint: fingerprint(schema),
            path: file.path, schemaSource: source)
    }

    private func source(path: String, formats: SchemaOptions.FormatMode) -> SchemaSource {
        SchemaSource(path: path, root: root, formats: reading.formats ?? formats)
    }

    private var root: String { reading.root ?? SchemaFolder.of(file.path) }

    /// Only what has a keyword of JSON Schema and none of a contract's is taken for a schema: a contract with a typing
    /// mistake must not become a schema that accepts everything.
    private var isBareSchema: Bool {
        guard case .object(let object) = file.value else { return false }
        return !Self.isContract(file.value) && !Set(object.names).isDisjoint(with: SchemaFacts.keywords)
    }

    /// Whether a file has a key that only contracts have.
    static func isContract(_ value: JSONValue) -> Bool {
        guard case .object(let object) = value else { return false }
        return !Set(object.names).isDisjoint(with: ["contract", "message", "load", "checks", "pii"])
    }

    /// The contract that stands for a bare JSON Schema.
    mutating func bareContract() -> Contract {
        let fileName = file.path.split(separator: "/").last.map(String.init) ?? file.path
        let suffixes = [".schema.json", ".schema.yaml", ".schema.yml", ".json", ".yaml", ".yml"]
        let suffix = suffixes.first { fileName.lowercased().hasSuffix($0) && fileName.count > $0.count }
        let stem = String(fileName.dropLast(suffix?.count ?? 0))
        messageFile = file
        let source = source(path: file.path, formats: .dialect)
        problems += schemaProblems(file, source, refusesUnknown: false)
        return Contract(
            name: stem, version: "0.0.0", description: file.value["description"]?.string, messageSchema: file.value,
            pii: [], load: nil, checks: [], fingerprint: file.value.fingerprint, path: file.path,
            schemaSource: source)
    }

    private func fingerprint(_ schema: JSONValue) -> String {
        guard case .object(var object) = file.value else { return file.value.fingerprint }
        object["message"] = schema
        return JSONValue.object(object).fingerprint
    }

    private static func withMasked(_ pii: [JSONPointer], _ load: LoadPlan?) -> [JSONPointer] {
        let masked = (load?.columns ?? []).compactMap { column -> JSONPointer? in
            guard column.mask != nil, case .message(let pointer) = column.source else { return nil }
            return pointer
        }
        return (pii + masked).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension ContractReader {
    /// The message's schema as a file of its own: the positions are those of the text that holds it.
    private mutating func readMessage() -> ContractFile? {
        guard let message = file.value["message"] else { return nil }
        let place: JSONPointer = "/message"
        if let reference = message["$ref"]?.string, message.object?.count == 1, !reference.hasPrefix("#") {
            do {
                return try MessageReference(contract: file.path, root: SchemaFolder(path: root)).resolve(reference)
            } catch {
                problems.append(file.problem(.reference, at: place.appending("$ref"), error.message, hint: error.hint))
                return nil
            }
        }
        return ContractFile(path: file.path, value: message, positions: file.positions.below(place))
    }

    /// Whether the message's schema compiles and, in a contract, holds no word that JSON Schema passes over: what it was
    /// meant to check would never be checked.
    private func schemaProblems(
        _ messageFile: ContractFile, _ source: SchemaSource, refusesUnknown: Bool
    ) -> [ContractProblem] {
        do {
            let program = try SchemaProgram(compiling: messageFile.value, options: source.options)
            guard refusesUnknown else { return [] }
            return program.passedOver.compactMap {
                problem($0, in: messageFile, assertsFormats: source.options.formats == .assert)
            }
        } catch {
            return [schemaProblem(error, in: messageFile)]
        }
    }

    /// A mistake in another file than the message's has no place in this one.
    private func schemaProblem(_ error: SchemaError, in messageFile: ContractFile) -> ContractProblem {
        guard error.document == messageFile.path else {
            return messageFile.problem(.schema, at: JSONPointer(), Self.withoutStop(error.description))
        }
        let place = JSONPointer(error.pointer) ?? JSONPointer()
        return messageFile.problem(.schema, at: place, Self.withoutStop(error.message))
    }

    private func problem(
        _ word: PassedOverWord, in messageFile: ContractFile, assertsFormats: Bool
    ) -> ContractProblem? {
        let isHere = word.document == messageFile.path
        let name = word.place.tokens.last ?? ""
        guard let file = isHere ? messageFile : SchemaFolder.file(word.document) else {
            guard word.reason != .unknownFormat else { return nil }
            return messageFile.problem(
                .unknownKeyword, at: JSONPointer(), "'\(name)' at \(word.document)#\(word.place) checks nothing")
        }
        func passedOver(_ reason: String) -> ContractProblem {
            file.problem(.unknownKeyword, at: word.place, reason, onKey: true)
        }
        switch word.reason {
        case .unknownKeyword:
            return file.problem(
                .unknownKeyword, at: word.place, "unknown keyword '\(name)' in the schema of a message",
                hint: Suggestion.hint(for: name, among: SchemaProgram.keywords), onKey: true)
        case .otherDialect(let dialect): return passedOver("'\(name)' checks nothing in \(dialect)")
        case .besideReference: return passedOver("'\(name)' beside '$ref' checks nothing before 2019-09")
        case .unknownFormat: return assertsFormats ? misspeltFormat(at: word.place, in: file) : nil
        }
    }

    /// Formats of other standards that look like misspelt ones.
    private static let foreignFormats: Set<String> = ["ulid", "guid", "url", "urn"]

    /// Formats of other standards are notes; one that is nearly JSON Schema's was meant to check something.
    private func misspeltFormat(at place: JSONPointer, in file: ContractFile) -> ContractProblem? {
        guard let name = file.value[place]?.string, !Self.foreignFormats.contains(name),
            Suggestion.nearest(to: name, among: SchemaProgram.formats) != nil
        else { return nil }
        let hint = Suggestion.hint(for: name, among: SchemaProgram.formats)
        return file.problem(.schema, at: place, "unknown format '\(name)', which checks nothing", hint: hint)
    }

    private static func withoutStop(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    private func readPII() -> [JSONPointer] {
        (file.value["pii"]?.array ?? []).compactMap { $0.string.flatMap(JSONPointer.init) }
    }

    private mutating func readLoad() -> LoadPlan? {
        guard let load = file.value["load"], case .object = load else { return nil }
        var reader = LoadReader(file: file)
        let plan = reader.plan(load)
        problems += reader.problems
        return plan
    }

    private mutating func readChecks() -> [RunCheck] {
        var reader = CheckReader(file: file)
        let checks = reader.checks(file.value["checks"]?.array ?? [])
        problems += reader.problems
        return checks
    }
}
