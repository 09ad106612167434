// Keywords about an array's items.
extension OutputPass {
    private func plan(_ scope: OutputScope) -> ArrayPlan? {
        guard scope.kind == .array else { return nil }
        return scope.first(.items).map { program.arrayPlans.base[Int($0.pointee.a)] }
    }

    /// The tape's indexes of an array's items.
    private func items(_ scope: OutputScope) -> [Int] {
        guard scope.kind == .array else { return [] }
        var items: [Int] = []
        describer.message.node(at: scope.node).forEachItem { items.append($0.tapeIndex) }
        return items
    }

    /// `prefixItems`, and the list of schemas under `items` in older drafts.
    mutating func prefixItems(_ keyword: String, _ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        let items = items(scope)
        guard let plan = plan(scope), !items.isEmpty, plan.prefixCount > 0 else { return place.unit(true) }
        let count = min(Int(plan.prefixCount), items.count)
        let units = (0..<count).map { position in
            let call = program.calls.base[Int(plan.firstPrefix) + position]
            return subschema(call.block, items[position], at: place.below("/\(position)").of("\(position)"))
        }
        guard scope.annotatesApplication else { return place.unit(all: units) }
        return place.unit(all: units, annotation: count == items.count ? true : .int(count - 1))
    }

    /// `items`, and `additionalItems` of older drafts.
    mutating func furtherItems(_ keyword: String, _ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        let items = items(scope)
        guard let plan = plan(scope), items.count > Int(plan.prefixCount) else { return place.unit(true) }
        let units = (Int(plan.prefixCount)..<items.count).map { position in
            subschema(plan.rest, items[position], at: place.of("\(position)"))
        }
        return place.unit(all: units, annotation: scope.annotatesApplication ? true : nil)
    }

    /// `contains`: at least one item, unless `minContains` allows none.
    mutating func contains(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("contains")
        guard scope.kind == .array, let step = scope.first(.contains)?.pointee else { return place.unit(true) }
        let plan = program.containsPlans.base[Int(step.b)]
        let units = items(scope).enumerated().map { position, item in
            subschema(step.a, item, at: place.of("\(position)"))
        }
        let found = units.indices.filter { units[$0].isValid }
        guard !found.isEmpty || plan.minimum == 0 else {
            return place.unit(false, error: "None of the items matches.", units: units)
        }
        return place.unit(true, annotation: plan.marksItems ? .array(found.map(JSONValue.int)) : nil, units: units)
    }

    mutating func containsCount(_ keyword: String, _ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        guard scope.kind == .array, let step = scope.first(.contains)?.pointee else { return place.unit(true) }
        let plan = program.containsPlans.base[Int(step.b)]
        let count = evaluator.countMatches(step.a, scope.node)
        let isMinimum = keyword == "minContains"
        let isValid = isMinimum ? count >= plan.minimum : count <= plan.maximum
        let finding = Finding(site: isMinimum ? plan.minimumSite : plan.maximumSite, node: scope.node, path: [])
        return place.unit(isValid, error: describer.sentence(finding))
    }
}
