// Keywords about an array's items.
extension SchemaCompiler {
    mutating func compileArrayKeywords(_ scope: inout Scope) throws(SchemaError) {
        if scope.vocabulary.validates {
            try appendLimit(&scope, "minItems", .minItems, "at least", "item")
            try appendLimit(&scope, "maxItems", .maxItems, "at most", "item")
            if try bool(scope, "uniqueItems") == true {
                let site = site(scope, keyword: "uniqueItems", expected: "items that differ")
                scope.instructions.append(Instruction(operation: .uniqueItems, site: site))
            }
        }
        try compileItems(&scope)
        try compileContains(&scope)
    }

    private mutating func compileItems(_ scope: inout Scope) throws(SchemaError) {
        let isTuple = scope.dialect != .draft2020 && scope.object["items"]?.array != nil
        let prefix = scope.dialect == .draft2020 ? "prefixItems" : (isTuple ? "items" : "")
        let rest = isTuple ? "additionalItems" : "items"
        var plan = ArrayPlan()
        let prefixItems = prefix.isEmpty ? [] : try items(scope, prefix) ?? []
        plan.prefixCount = UInt32(prefixItems.count)
        var calls: [CalledBlock] = []
        for position in prefixItems.indices {
            let block = try childBlock(scope, [prefix, "\(position)"], field: "\(scope.field)/\(position)")
            calls.append(CalledBlock(block: block, segment: segment([prefix, "\(position)"])))
        }
        plan.firstPrefix = UInt32(parts.calls.count)
        parts.calls += calls
        if scope.object[rest] != nil {
            plan.rest = try childBlock(scope, [rest], field: scope.field + "/*")
            plan.restSegment = segment([rest])
        }
        // An `items` that allows everything still marks all items as evaluated.
        guard !prefixItems.isEmpty || scope.object[rest] != nil else { return }
        parts.arrayPlans.append(plan)
        scope.instructions.append(
            Instruction(
                operation: .items, flag: scope.object[rest] != nil ? 1 : 0, a: UInt32(parts.arrayPlans.count - 1)))
    }

    private mutating func compileContains(_ scope: inout Scope) throws(SchemaError) {
        guard scope.dialect >= .draft6, scope.object["contains"] != nil else { return }
        let hasCounts = scope.dialect >= .draft2019 && scope.vocabulary.validates
        let minimum = hasCounts ? try count(scope, "minContains") : nil
        let maximum = hasCounts ? try count(scope, "maxContains") : nil
        let block = try childBlock(scope, ["contains"], field: scope.field + "/*")
        let minimumSite = site(
            scope, keyword: minimum == nil ? "contains" : "minContains",
            expected: "at least \(minimum.map { Self.quantity($0, "matching item") } ?? "1 matching item")")
        let maximumSite =
            maximum == nil
            ? minimumSite
            : site(
                scope, keyword: "maxContains",
                expected: "at most \(maximum.map { Self.quantity($0, "matching item") } ?? "")")
        parts.containsPlans.append(
            ContainsPlan(
                minimum: minimum?.int ?? 1, maximum: maximum?.int ?? .max, minimumSite: minimumSite,
                maximumSite: maximumSite, marksItems: scope.dialect == .draft2020))
        scope.instructions.append(
            Instruction(operation: .contains, a: block, b: UInt32(parts.containsPlans.count - 1)))
    }
}
