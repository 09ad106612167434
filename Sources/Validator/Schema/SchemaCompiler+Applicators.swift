// Keywords that combine subschemas, and those about what the others left over.
extension SchemaCompiler {
    mutating func compileApplicators(_ scope: inout Scope) throws(SchemaError) {
        for position in (try items(scope, "allOf") ?? []).indices {
            let block = try sameValueBlock(&scope, ["allOf", "\(position)"])
            guard block != Block.always else { continue }
            let segment = segment(["allOf", "\(position)"])
            scope.instructions.append(Instruction(operation: .call, a: block, b: segment))
        }
        try compileConditional(&scope)
        try compileAlternatives(&scope, "anyOf", .anyOf, "a match of at least one of")
        try compileAlternatives(&scope, "oneOf", .oneOf, "a match of exactly one of")
        if scope.object["not"] != nil {
            let block = try sameValueBlock(&scope, ["not"])
            let site = site(scope, keyword: "not", expected: "no match of the schema under not")
            scope.instructions.append(Instruction(operation: .not, site: site, a: block))
        }
    }

    private mutating func sameValueBlock(_ scope: inout Scope, _ tokens: [String]) throws(SchemaError) -> UInt32 {
        let block = try childBlock(scope, tokens, field: scope.field)
        if block != Block.always { scope.sameValue.append(block) }
        return block
    }

    private mutating func compileAlternatives(
        _ scope: inout Scope, _ keyword: String, _ operation: Instruction.Operation, _ words: String
    ) throws(SchemaError) {
        guard let branches = try items(scope, keyword) else { return }
        var calls: [CalledBlock] = []
        for position in branches.indices {
            let block = try sameValueBlock(&scope, [keyword, "\(position)"])
            calls.append(CalledBlock(block: block, segment: segment([keyword, "\(position)"])))
        }
        let site = site(scope, keyword: keyword, expected: "\(words) \(branches.count) schemas")
        let first = UInt32(parts.calls.count)
        parts.calls += calls
        scope.instructions.append(
            Instruction(operation: operation, site: site, a: first, b: UInt32(calls.count)))
    }

    private mutating func compileConditional(_ scope: inout Scope) throws(SchemaError) {
        guard scope.dialect >= .draft7, scope.object["if"] != nil else { return }
        let condition = try sameValueBlock(&scope, ["if"])
        let branches = try ["then", "else"].map { keyword throws(SchemaError) in
            let block =
                scope.object[keyword] == nil ? Block.always : try sameValueBlock(&scope, [keyword])
            return CalledBlock(block: block, segment: segment([keyword]))
        }
        let first = UInt32(parts.calls.count)
        parts.calls += branches
        scope.instructions.append(Instruction(operation: .conditional, a: condition, b: first))
    }

    mutating func compileUnevaluated(_ scope: inout Scope) throws(SchemaError) {
        guard scope.dialect >= .draft2019 else { return }
        for (keyword, operation) in [
            ("unevaluatedProperties", Instruction.Operation.unevaluatedProperties),
            ("unevaluatedItems", .unevaluatedItems),
        ] where scope.object[keyword] != nil {
            let refusesAll = scope.object[keyword] == false
            let block = refusesAll ? Block.never : try childBlock(scope, [keyword], field: scope.field + "/*")
            let what = keyword == "unevaluatedItems" ? "items" : "members"
            let site = site(scope, keyword: keyword, expected: "no \(what) that no other keyword has looked at")
            scope.instructions.append(
                Instruction(
                    operation: operation, site: site, a: block, b: segment([keyword]),
                    number: scope.instructions.count))
        }
    }
}
