import Validator

/// Finds what the contract's schema cannot: parts that do not go together.
struct ContractLinter {
    let file: ContractFile
    private let walk: SchemaWalk
    private var problems: [ContractProblem] = []

    init(file: ContractFile, schema: JSONValue) {
        self.file = file
        walk = SchemaWalk(root: schema)
    }

    mutating func problems(pii: [JSONPointer], load: LoadPlan?, checks: [RunCheck]) -> [ContractProblem] {
        for (index, pointer) in pii.enumerated() {
            checkPlace(pointer, at: JSONPointer(tokens: ["pii", String(index)]))
        }
        for (index, item) in (file.value["checks"]?.array ?? []).enumerated() {
            guard let field = item["field"]?.string.flatMap(JSONPointer.init) else { continue }
            checkPlace(field, at: JSONPointer(tokens: ["checks", String(index), "field"]))
        }
        if let load {
            for column in load.columns { check(column) }
            checkKey(load)
            checkMasks(load, pii)
        }
        return problems
    }

    private mutating func report(
        _ code: ContractProblem.Code, _ place: JSONPointer, _ message: String, hint: String = ""
    ) {
        problems.append(file.problem(code, at: place, message, hint: hint))
    }

    /// Whether a valid message can have the place.
    @discardableResult
    private mutating func checkPlace(_ pointer: JSONPointer, at place: JSONPointer) -> Bool {
        guard walk.facts(at: pointer).kinds.isEmpty else { return true }
        var hint = "the message's schema allows no such place"
        if let name = pointer.tokens.last {
            let parent = JSONPointer(tokens: Array(pointer.tokens.dropLast()))
            let nearest = Suggestion.nearest(to: name, among: walk.names(at: parent))
            hint = nearest.map { "did you mean '\(parent.appending($0))'?" } ?? hint
        }
        report(.impossiblePointer, place, "no valid message has \(pointer)", hint: hint)
        return false
    }
}

extension ContractLinter {
    private mutating func check(_ column: Column) {
        let place = JSONPointer(tokens: ["load", "columns", column.name])
        if case .message(let pointer) = column.source {
            guard checkPlace(pointer, at: place.appending("from")) else { return }
            checkKinds(column, walk.facts(at: pointer).kinds, at: place)
        } else {
            checkNamedSource(column, at: place)
        }
        if let mask = column.mask { check(mask, of: column, at: place.appending("mask")) }
    }

    private mutating func checkKinds(_ column: Column, _ kinds: KindSet, at place: JSONPointer) {
        let type = column.type.contractText
        do {
            let final = try TransformChain(column.transforms).output(of: kinds.subtracting(.null), type: column.type)
            guard column.mask?.method != .null, !kinds.subtracting(.null).isEmpty else { return }
            if column.mask != nil {
                guard final.contains(.string) else {
                    return report(.mask, place.appending("mask"), "only text can be masked; this is \(final)")
                }
            } else if final.isDisjoint(with: column.type.acceptedKinds) {
                report(
                    .kindDoesNotFit, place.appending("type"), "\(final) does not fit into \(type)",
                    hint: "\(type) takes \(column.type.acceptedKinds)")
            }
            try checkDefault(column, at: place)
        } catch {
            report(.transform, place.appending("transform"), error.message, hint: error.hint)
        }
    }

    private func checkDefault(_ column: Column, at place: JSONPointer) throws(TransformChain.Failure) {
        for case .defaultValue(let value) in column.transforms {
            if let error = RowEncoder.refusal(of: value, in: column) {
                throw TransformChain.Failure(
                    message: "the default does not fit into \(column.type.contractText)", hint: error.expected)
            }
        }
    }

    private mutating func checkNamedSource(_ column: Column, at place: JSONPointer) {
        let name = file.value[place.appending("from")]?.string ?? ""
        if column.mask != nil {
            report(.mask, place.appending("mask"), "\(name) is not personal data and is not masked")
        }
        if !column.transforms.isEmpty {
            report(.transform, place.appending("transform"), "\(name) takes no transform")
        }
        guard !column.source.fits(column.type) else { return }
        report(
            .kindDoesNotFit, place.appending("type"), "\(name) does not fit into \(column.type.contractText)",
            hint: column.source.typeHint)
    }

    private mutating func check(_ mask: Mask, of column: Column, at place: JSONPointer) {
        guard mask.method != .null else { return }
        switch column.type {
        case .text: return
        case .varchar(let length) where length >= mask.tokenLength: return
        case .varchar(let length):
            report(
                .tokenDoesNotFit, place.dropLast.appending("type"),
                "varchar(\(length)) is too short for what \(mask.method.rawValue) writes",
                hint: "at least varchar(\(mask.tokenLength))")
        default:
            report(
                .mask, place, "\(mask.method.rawValue) writes text, which \(column.type.contractText) does not take",
                hint: "type: text, or varchar(\(mask.tokenLength)) at least")
        }
    }
}

extension ContractLinter {
    private mutating func checkKey(_ load: LoadPlan) {
        for (index, name) in load.key.enumerated() {
            let place = JSONPointer(tokens: ["load", "key", String(index)])
            guard let column = load.columns.first(where: { $0.name == name }) else {
                if file.value["load"]?["columns"]?[name] == nil {
                    report(
                        .key, place, "the key names no column: '\(name)'",
                        hint: Suggestion.hint(for: name, among: load.columns.map(\.name)))
                }
                continue
            }
            if column.mask?.method == .null || column.mask?.method == .redact {
                report(
                    .key, place, "the key's column '\(name)' loses its value by its mask",
                    hint: "hmac keeps equal values equal")
            }
            switch column.type {
            case .jsonb, .real, .double, .numeric(nil, _):
                report(
                    .key, place, "\(column.type.contractText) cannot be part of a key",
                    hint: "equal values may be written differently")
            default: break
            }
        }
    }

    /// Personal data must not be loaded beside its mask, nor inside a larger value, nor as a part.
    private mutating func checkMasks(_ load: LoadPlan, _ pii: [JSONPointer]) {
        let masked = load.columns.filter { $0.mask != nil }.compactMap(\.source.pointer)
        for column in load.columns where column.mask == nil {
            guard let pointer = column.source.pointer else { continue }
            guard let personal = (pii + masked).first(where: { $0.overlaps(pointer) }) else { continue }
            let isMasked = !pii.contains(personal)
            report(
                .unmasked, JSONPointer(tokens: ["load", "columns", column.name, "from"]),
                "\(pointer) would be loaded unmasked, but \(personal) is personal data",
                hint: isMasked ? "another column masks it: add a mask here, or drop the column" : "add a mask")
        }
    }
}

extension JSONPointer {
    /// The place that holds this one.
    var dropLast: JSONPointer { JSONPointer(tokens: Array(tokens.dropLast())) }

    /// Whether one of the two places is, or lies inside, the other.
    func overlaps(_ other: JSONPointer) -> Bool {
        tokens.starts(with: other.tokens) || other.tokens.starts(with: tokens)
    }
}
