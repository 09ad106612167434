// `type`, `enum`, `const` and what limits a string or a number.
extension SchemaCompiler {
    mutating func compileValueKeywords(_ scope: inout Scope) throws(SchemaError) {
        if scope.vocabulary.validates {
            try compileType(&scope)
            try compileConstants(&scope)
            try compileNumbers(&scope)
            try appendLimit(&scope, "minLength", .minLength, "at least", "character")
            try appendLimit(&scope, "maxLength", .maxLength, "at most", "character")
        }
        try compileFormat(&scope)
        if scope.vocabulary.validates, let source = try text(scope, "pattern") {
            let pattern = try addPattern(source, scope, ["pattern"])
            let site = site(scope, keyword: "pattern", expected: "a match of \(source)")
            scope.instructions.append(Instruction(operation: .pattern, site: site, a: pattern))
        }
        try compileContent(&scope)
    }

    private mutating func compileType(_ scope: inout Scope) throws(SchemaError) {
        guard let value = scope.object["type"] else { return }
        let names = value.array ?? [value]
        guard !names.isEmpty else { throw invalid(scope, "type", "The array must name at least one type.") }
        var kinds: TapeEntry.Kind = []
        var integersOnly = false
        for name in names {
            guard let kind = name.string.flatMap(JSONKind.init(rawValue:)) else {
                throw invalid(scope, "type", "The types are null, boolean, integer, number, string, array and object.")
            }
            switch kind {
            case .null: kinds.insert(.null)
            case .boolean: kinds.insert(.boolean)
            case .string: kinds.insert(.string)
            case .array: kinds.insert(.array)
            case .object: kinds.insert(.object)
            case .number: kinds.insert(.number)
            case .integer: integersOnly = true
            }
        }
        integersOnly = integersOnly && !kinds.contains(.number)
        if integersOnly { kinds.insert(.number) }
        var words = names.compactMap(\.string).joined(separator: " or ")
        if integersOnly, scope.dialect == .draft4 { words += " without a point" }
        let site = site(scope, keyword: "type", expected: words)
        // Draft 4 knows integers by how they are written: 1.0 is none.
        let flag: UInt8 = integersOnly ? (scope.dialect == .draft4 ? 2 : 1) : 0
        scope.instructions.append(Instruction(operation: .type, flag: flag, kinds: kinds, site: site))
    }

    private mutating func compileConstants(_ scope: inout Scope) throws(SchemaError) {
        if scope.dialect >= .draft6, let value = scope.object["const"] {
            let site = site(scope, keyword: "const", expected: Self.describe([value]))
            if let text = value.string {
                appendStringEnumeration(&scope, [text], allowsNull: false, site: site)
            } else {
                appendEnumeration(&scope, [value], site: site)
            }
        }
        guard let values = try items(scope, "enum") else { return }
        let site = site(scope, keyword: "enum", expected: Self.describe(values))
        let texts = values.compactMap(\.string)
        let allowsNull = values.contains(.null)
        if texts.count + (allowsNull ? 1 : 0) == values.count, texts.count <= 64 {
            appendStringEnumeration(&scope, texts, allowsNull: allowsNull, site: site)
        } else {
            appendEnumeration(&scope, values, site: site)
        }
    }

    private mutating func appendEnumeration(_ scope: inout Scope, _ values: [JSONValue], site: UInt32) {
        let first = UInt32(parts.constants.count)
        parts.constants += values.map { ProgramParts.Constant(hash: $0.contentHash, value: $0) }
            .sorted { $0.hash < $1.hash }
        scope.instructions.append(
            Instruction(operation: .enumeration, site: site, a: first, b: UInt32(values.count)))
    }

    private mutating func appendStringEnumeration(
        _ scope: inout Scope, _ texts: [String], allowsNull: Bool, site: UInt32
    ) {
        let first = UInt32(parts.literals.count)
        for text in texts {
            let literal = parts.append(literal: text)
            parts.literals.append(literal)
        }
        scope.instructions.append(
            Instruction(
                operation: .stringEnumeration, flag: allowsNull ? 1 : 0, site: site, a: first, b: UInt32(texts.count)))
    }

    /// What the schema allows, in words: schemas hold no personal data.
    private static func describe(_ values: [JSONValue]) -> String {
        if values.isEmpty { return "no value at all" }
        let shown = values.prefix(8).map { value in
            let text = words(value)
            return text.count > 40 ? "\(text.prefix(40))…" : text
        }
        let more = values.count > 8 ? " and \(values.count - 8) more" : ""
        return (values.count == 1 ? "" : "one of ") + shown.joined(separator: ", ") + more
    }

    /// A string without its quotes, unless it could be taken for another value then.
    private static func words(_ value: JSONValue) -> String {
        guard let text = value.string, !text.isEmpty, (try? JSONValue.parse(text)) == nil else {
            return value.serialized()
        }
        return text
    }

    // MARK: Numbers

    private mutating func compileNumbers(_ scope: inout Scope) throws(SchemaError) {
        if scope.dialect == .draft4 {
            try compileDraft4Limits(&scope)
        } else {
            try appendBound(&scope, "minimum", .minimum, "at least")
            try appendBound(&scope, "maximum", .maximum, "at most")
            try appendBound(&scope, "exclusiveMinimum", .exclusiveMinimum, "more than")
            try appendBound(&scope, "exclusiveMaximum", .exclusiveMaximum, "less than")
        }
        if let divisor = try number(scope, "multipleOf"), divisor.isNegative || divisor.digits.isEmpty {
            throw invalid(scope, "multipleOf", "The value must be more than 0.")
        }
        try appendBound(&scope, "multipleOf", .multipleOf, "a multiple of")
    }

    private mutating func compileDraft4Limits(_ scope: inout Scope) throws(SchemaError) {
        let excludesMinimum = try bool(scope, "exclusiveMinimum") ?? false
        let excludesMaximum = try bool(scope, "exclusiveMaximum") ?? false
        try appendBound(
            &scope, "minimum", excludesMinimum ? .exclusiveMinimum : .minimum,
            excludesMinimum ? "more than" : "at least")
        try appendBound(
            &scope, "maximum", excludesMaximum ? .exclusiveMaximum : .maximum,
            excludesMaximum ? "less than" : "at most")
    }

    private mutating func appendBound(
        _ scope: inout Scope, _ keyword: String, _ operation: Instruction.Operation, _ words: String
    ) throws(SchemaError) {
        guard let limit = try number(scope, keyword) else { return }
        parts.bounds.append(ProgramParts.Bound(small: SmallDecimal(limit), exact: limit))
        let site = site(scope, keyword: keyword, expected: "\(words) \(limit.text)")
        scope.instructions.append(Instruction(operation: operation, site: site, a: UInt32(parts.bounds.count - 1)))
    }

    // MARK: Strings

    private mutating func compileFormat(_ scope: inout Scope) throws(SchemaError) {
        guard options.formats.asserts(scope.vocabulary), let name = try text(scope, "format") else { return }
        guard let format = Format(name: name) else {
            guard !scope.vocabulary.requiresKnownFormats else {
                throw invalid(scope, "format", "The meta-schema asserts formats, and this one is not known.")
            }
            return
        }
        let site = site(scope, keyword: "format", expected: "format \(name)")
        scope.instructions.append(Instruction(operation: .format, site: site, a: UInt32(format.rawValue)))
    }

    private mutating func compileContent(_ scope: inout Scope) throws(SchemaError) {
        guard options.assertsContent, scope.dialect == .draft7 else { return }
        let isEncoded = try text(scope, "contentEncoding") == "base64"
        if isEncoded { appendContent(&scope, "contentEncoding", .base64, "base64") }
        if try text(scope, "contentMediaType") == "application/json" {
            appendContent(&scope, "contentMediaType", isEncoded ? .encodedJSON : .json, "JSON in a string")
        }
    }

    private mutating func appendContent(_ scope: inout Scope, _ keyword: String, _ content: Content, _ words: String) {
        let site = site(scope, keyword: keyword, expected: words)
        scope.instructions.append(Instruction(operation: .content, site: site, a: content.rawValue))
    }

    /// A limit that is a count.
    mutating func appendLimit(
        _ scope: inout Scope, _ keyword: String, _ operation: Instruction.Operation, _ words: String, _ unit: String
    ) throws(SchemaError) {
        guard let limit = try count(scope, keyword) else { return }
        let site = site(scope, keyword: keyword, expected: "\(words) \(Self.quantity(limit, unit))")
        scope.instructions.append(Instruction(operation: operation, site: site, number: limit.int))
    }

    /// A limit with its unit: `1 item`, `2 items`.
    static func quantity(_ limit: (exact: JSONNumber, int: Int), _ unit: String) -> String {
        "\(limit.exact.text) \(unit)\(limit.int == 1 ? "" : "s")"
    }

    /// The index of a compiled regular expression.
    mutating func addPattern(_ source: String, _ scope: Scope, _ place: [String]) throws(SchemaError) -> UInt32 {
        if let known = patternIndexes[ExactText(source)] { return known }
        do {
            parts.patterns.append(try Pattern(source))
        } catch {
            throw SchemaError(
                code: .invalidPattern, document: registry.documents[scope.location.document].uri.description,
                pointer: scope.location.pointer + JSONPointer(tokens: place).description,
                message: "The regular expression is wrong at character \(error.offset): \(error.message)")
        }
        let index = UInt32(parts.patterns.count - 1)
        patternIndexes[ExactText(source)] = index
        return index
    }
}
