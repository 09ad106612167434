import Validator

/// Reads the `load` part; what the contract's schema has refused already is passed over.
struct LoadReader {
    let file: ContractFile
    private(set) var problems: [ContractProblem] = []

    init(file: ContractFile) { self.file = file }

    mutating func plan(_ load: JSONValue) -> LoadPlan? {
        let table = load["table"]?.string.flatMap { self.table($0) }
        let columns = load["columns"]?.object.map { $0.compactMap { column($0.name, $0.value) } }
        let key = (load["key"]?.array ?? []).compactMap(\.string)
        guard let table, let columns else { return nil }
        return LoadPlan(table: table, key: key, columns: columns)
    }

    private mutating func table(_ text: String) -> TableName? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        for part in parts { checkIdentifier(part, at: "/load/table", onKey: false) }
        return parts.count == 2 ? TableName(schema: parts[0], table: parts[1]) : TableName(table: text)
    }

    private mutating func checkIdentifier(_ name: String, at place: JSONPointer, onKey: Bool) {
        if name.utf8.contains(0) {
            report(.identifier, place, "a name must not hold U+0000", onKey: onKey)
        } else if name.utf8.count > 63, name.unicodeScalars.count <= 63 || !onKey {
            report(
                .identifier, place, "the name is \(name.utf8.count) bytes long",
                hint: "PostgreSQL keeps the first 63 bytes only", onKey: onKey)
        }
    }

    private mutating func report(
        _ code: ContractProblem.Code, _ place: JSONPointer, _ message: String, hint: String = "", onKey: Bool = false
    ) {
        problems.append(file.problem(code, at: place, message, hint: hint, onKey: onKey))
    }
}

extension LoadReader {
    private mutating func column(_ name: String, _ value: JSONValue) -> Column? {
        let place = JSONPointer(tokens: ["load", "columns", name])
        checkIdentifier(name, at: place, onKey: true)
        let source = value["from"]?.string.flatMap { self.source($0, at: place.appending("from")) }
        let type = value["type"]?.string.flatMap { self.type($0, at: place.appending("type")) }
        let transforms = value["transform"].map(Self.transforms) ?? []
        let mask = value["mask"].flatMap { self.mask($0, at: place.appending("mask")) }
        guard let source, let type else { return nil }
        return Column(name: name, source: source, type: type, transforms: transforms, mask: mask)
    }

    private mutating func source(_ text: String, at place: JSONPointer) -> ColumnSource? {
        if text.hasPrefix("$") {
            if let source = ColumnSource.named[text] { return source }
            report(
                .unknownSource, place, "unknown source '\(text)'",
                hint: Suggestion.hint(for: text, among: ColumnSource.named.keys.sorted()))
            return nil
        }
        guard let pointer = JSONPointer(text), !text.isEmpty else {
            report(
                .unknownSource, place, "'\(text)' is no JSON Pointer",
                hint: text.isEmpty ? "name a place as /user_id" : Suggestion.hint(for: text, among: ["/" + text]))
            return nil
        }
        return .message(pointer)
    }

    private mutating func type(_ text: String, at place: JSONPointer) -> ColumnType? {
        do {
            return try ColumnType(contractText: text)
        } catch {
            report(.unknownType, place, error.message, hint: error.hint)
            return nil
        }
    }

    private static func transforms(_ value: JSONValue) -> [Transform] {
        (value.array ?? [value]).compactMap { transform in
            if let value = transform["default"] { return .defaultValue(value) }
            if let unit = transform["epoch"]?.string { return unit == "seconds" ? .epochSeconds : .epochMilliseconds }
            return transform.string.flatMap { Transform.named[$0] }
        }
    }

    private mutating func mask(_ value: JSONValue, at place: JSONPointer) -> Mask? {
        let method = value["method"] == .null ? "null" : value["method"]?.string
        guard let method = method.flatMap(Mask.Method.init) else { return nil }
        for key in ["domain", "bits", "normalize"] where method != .hmac && value[key] != nil {
            report(.mask, place.appending(key), "\(key) has no meaning for \(method.rawValue)", onKey: true)
        }
        if method == .hmac, value["domain"] == nil {
            report(
                .mask, place, "an hmac mask needs a domain",
                hint: "a name that all columns share whose tokens must be comparable, as domain: ip")
        }
        return Mask(
            method: method, domain: value["domain"]?.string ?? "", bits: value["bits"]?.int ?? 256,
            normalize: value["normalize"]?.string.flatMap(Mask.Normalization.init) ?? .none)
    }
}

extension ColumnSource {
    /// The sources that are no place in the message.
    static let named: [String: ColumnSource] = [
        "$message.id": .messageID, "$message.sent_at": .sentAt, "$message.receive_count": .receiveCount,
        "$run.id": .runID, "$run.date": .runDate, "$run.started_at": .runStartedAt,
    ]
}

extension Transform {
    /// The transforms that a word alone names.
    static let named: [String: Transform] = [
        "trim": .trim, "lower": .lower, "upper": .upper, "epoch": .epochSeconds, "version": .version,
    ]
}
