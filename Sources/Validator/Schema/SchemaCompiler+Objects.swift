// Keywords about an object's members.
extension SchemaCompiler {
    /// As many names as one plan can ask for: a bit each.
    private static let requiredPerPlan = 64

    mutating func compileObjectKeywords(_ scope: inout Scope) throws(SchemaError) {
        if scope.vocabulary.validates {
            try appendLimit(&scope, "minProperties", .minProperties, "at least", "member")
            try appendLimit(&scope, "maxProperties", .maxProperties, "at most", "member")
        }
        try compileMembers(&scope)
        try compileDependencies(&scope)
    }

    private mutating func compileMembers(_ scope: inout Scope) throws(SchemaError) {
        let properties = try members(scope, "properties") ?? [:]
        let patterns = try members(scope, "patternProperties") ?? [:]
        let required = scope.vocabulary.validates ? (try names(scope, "required") ?? []).uniqued() : []
        var plan = ObjectPlan()
        try compileAdditional(&scope, &plan, properties: properties, patterns: patterns)
        try compilePatternProperties(scope, &plan, patterns)
        if scope.dialect >= .draft6, scope.object["propertyNames"] != nil {
            plan.propertyNames = try childBlock(scope, ["propertyNames"], field: scope.field + "/*")
            plan.propertyNamesSegment = segment(["propertyNames"])
        }
        try addNames(scope, &plan, properties, required: Array(required.prefix(Self.requiredPerPlan)))
        let isIdle =
            plan.nameCount == 0 && plan.patternCount == 0 && !plan.hasAdditional && plan.propertyNames == Block.always
        if isIdle { return }
        let starts = Array(stride(from: Self.requiredPerPlan, to: required.count, by: Self.requiredPerPlan))
        plan.continuations = starts.count
        append(plan, to: &scope)
        for start in starts {
            var rest = ObjectPlan(requiredSite: plan.requiredSite, isContinuation: true)
            let chunk = Array(required[start..<min(start + Self.requiredPerPlan, required.count)])
            try addNames(scope, &rest, [:], required: chunk)
            append(rest, to: &scope)
        }
    }

    private mutating func append(_ plan: ObjectPlan, to scope: inout Scope) {
        parts.objectPlans.append(plan)
        scope.instructions.append(
            Instruction(operation: .members, site: plan.requiredSite, a: UInt32(parts.objectPlans.count - 1)))
    }

    private mutating func compileAdditional(
        _ scope: inout Scope, _ plan: inout ObjectPlan, properties: JSONObject, patterns: JSONObject
    ) throws(SchemaError) {
        guard let additional = scope.object["additionalProperties"] else { return }
        plan.hasAdditional = true
        if additional == false {
            plan.additional = Block.never
            let names = properties.names.prefix(12).joined(separator: ", ") + (properties.count > 12 ? ", …" : "")
            plan.additionalSite = site(
                scope, keyword: "additionalProperties",
                expected: properties.isEmpty ? "no undeclared members" : "no members but \(names)")
        } else {
            plan.additional = try childBlock(scope, ["additionalProperties"], field: scope.field + "/*")
            plan.additionalSegment = segment(["additionalProperties"])
        }
    }

    private mutating func compilePatternProperties(
        _ scope: Scope, _ plan: inout ObjectPlan, _ patterns: JSONObject
    ) throws(SchemaError) {
        plan.firstPattern = UInt32(parts.patternSlots.count)
        plan.patternCount = UInt32(patterns.count)
        for source in patterns.names {
            let pattern = try addPattern(source, scope, ["patternProperties", source])
            let block = try childBlock(scope, ["patternProperties", source], field: scope.field + "/*")
            let place = JSONPointer(tokens: ["patternProperties", source]).description
            let site = site(
                scope, keyword: "patternProperties", place: place, expected: "whether the name matches \(source)")
            parts.patternSlots.append(
                PatternSlot(pattern: pattern, block: block, segment: segment(place), site: site))
        }
    }

    private mutating func addNames(
        _ scope: Scope, _ plan: inout ObjectPlan, _ properties: JSONObject, required: [String]
    ) throws(SchemaError) {
        let names = properties.names + required.filter { properties[$0] == nil }
        var slots: [NameSlot] = []
        for name in names {
            let field = scope.field + "/" + JSONPointer.escape(name)
            parts.declaredNames.insert(ExactText(name))
            let literal = parts.append(literal: name)
            var slot = NameSlot(hash: KeyHash.shared.hash(name), text: literal.text, length: literal.length)
            if properties[name] != nil {
                slot.isProperty = true
                slot.block = try childBlock(scope, ["properties", name], field: field)
                slot.segment = segment(["properties", name])
            }
            slots.append(slot)
        }
        plan.firstName = UInt32(parts.names.count)
        plan.nameCount = UInt32(slots.count)
        require(scope, &plan, &slots, names: names, required: required)
        parts.names += slots
        addBuckets(&plan, slots)
    }

    private mutating func require(
        _ scope: Scope, _ plan: inout ObjectPlan, _ slots: inout [NameSlot], names: [String], required: [String]
    ) {
        guard !required.isEmpty else { return }
        let location = absolute(scope, "/required")
        let firstCheck = parts.checks.count
        let bits = Dictionary(
            required.enumerated().map { (ExactText($1), UInt64(1) << UInt64($0)) }, uniquingKeysWith: { bit, _ in bit })
        for (index, name) in names.enumerated() {
            guard let bit = bits[ExactText(name)] else { continue }
            slots[index].requiredBit = bit
            plan.required |= bit
            let field = scope.field + "/" + JSONPointer.escape(name)
            let check = addCheck(
                keyword: "required", field: field, location: location, expected: "a member of that name")
            slots[index].requiredCheck = UInt32(check)
        }
        guard !plan.isContinuation else { return }
        parts.sites.append(
            Site(
                keyword: "required", absoluteLocation: location, segment: segment(["required"]),
                expected: "all of the required members", check: firstCheck))
        plan.requiredSite = UInt32(parts.sites.count - 1)
    }

    /// An open hash table of half its size or less.
    private mutating func addBuckets(_ plan: inout ObjectPlan, _ slots: [NameSlot]) {
        var size = 2
        while size < slots.count * 2 { size *= 2 }
        var buckets = [UInt32](repeating: ObjectPlan.noName, count: size)
        for (index, slot) in slots.enumerated() {
            var bucket = Int(truncatingIfNeeded: slot.hash) & (size - 1)
            while buckets[bucket] != ObjectPlan.noName { bucket = (bucket + 1) & (size - 1) }
            buckets[bucket] = UInt32(index)
        }
        plan.firstBucket = UInt32(parts.buckets.count)
        plan.bucketMask = UInt32(size - 1)
        parts.buckets += buckets
    }

    // MARK: Dependencies

    private mutating func compileDependencies(_ scope: inout Scope) throws(SchemaError) {
        if scope.dialect >= .draft2019 {
            for (name, value) in try members(scope, "dependentRequired") ?? [:] where scope.vocabulary.validates {
                try appendDependentRequired(&scope, "dependentRequired", name, value)
            }
            for name in try members(scope, "dependentSchemas")?.names ?? [] {
                try appendDependentSchema(&scope, "dependentSchemas", name)
            }
        }
        // Older than 2019-09, but still understood there as the official suite wants it.
        for (name, value) in try members(scope, "dependencies") ?? [:] {
            if value.array != nil {
                try appendDependentRequired(&scope, "dependencies", name, value)
            } else {
                try appendDependentSchema(&scope, "dependencies", name)
            }
        }
    }

    private mutating func appendDependentRequired(
        _ scope: inout Scope, _ keyword: String, _ name: String, _ value: JSONValue
    ) throws(SchemaError) {
        let asked = (value.array ?? []).compactMap(\.string)
        guard asked.count == value.array?.count else {
            throw invalid(scope, keyword, "The members must be arrays of strings.")
        }
        let trigger = addSlot(name)
        let first = UInt32(parts.names.count)
        for name in asked { _ = addSlot(name) }
        let place = JSONPointer(tokens: [keyword, name]).description
        let site = site(
            scope, keyword: keyword, place: place,
            expected: "with \(name) also \(asked.prefix(12).joined(separator: ", "))")
        scope.instructions.append(
            Instruction(operation: .dependentRequired, site: site, a: first, b: UInt32(asked.count), number: trigger))
    }

    private mutating func appendDependentSchema(
        _ scope: inout Scope, _ keyword: String, _ name: String
    ) throws(SchemaError) {
        let block = try childBlock(scope, [keyword, name], field: scope.field)
        guard block != Block.always else { return }
        scope.sameValue.append(block)
        scope.instructions.append(
            Instruction(operation: .dependentSchema, a: block, b: segment([keyword, name]), number: addSlot(name)))
    }

    /// A name outside any plan's table.
    private mutating func addSlot(_ name: String) -> Int {
        parts.declaredNames.insert(ExactText(name))
        let literal = parts.append(literal: name)
        parts.names.append(NameSlot(hash: KeyHash.shared.hash(name), text: literal.text, length: literal.length))
        return parts.names.count - 1
    }
}

extension [String] {
    /// The texts without those that came before.
    fileprivate func uniqued() -> [String] {
        var seen: Set<ExactText> = []
        return filter { seen.insert(ExactText($0)).inserted }
    }
}
