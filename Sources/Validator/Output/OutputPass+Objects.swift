// Keywords about an object's members.
extension OutputPass {
    /// The plan of a subschema's members, where the value is an object and the schema says something about them.
    private func plan(_ scope: OutputScope) -> UnsafePointer<ObjectPlan>? {
        guard scope.kind == .object else { return nil }
        return scope.first(.members).map { evaluator.objectPlans + Int($0.pointee.a) }
    }

    /// The tape's indexes of an object's names.
    private mutating func names(_ scope: OutputScope) -> [Int] {
        var names: [Int] = []
        evaluator.forEachMember(of: scope.node) { _, name in names.append(name) }
        return names
    }

    /// The annotation of a keyword that applies to members: their names.
    private func applied(to names: [Int], _ scope: OutputScope) -> JSONValue? {
        scope.annotatesApplication ? .array(names.map { .string(shown($0)) }) : nil
    }

    mutating func properties(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("properties")
        guard let plan = plan(scope) else { return place.unit(true) }
        var (found, units): ([Int], [OutputUnit]) = ([], [])
        for name in names(scope) {
            var expected = 0
            guard let slot = evaluator.find(plan, evaluator.tape.entries + name, &expected)?.pointee, slot.isProperty
            else { continue }
            found.append(name)
            let below = place.keyword(describer.message.node(at: name).string).of(token(name))
            units.append(subschema(slot.block, name + 1, at: below))
        }
        return place.unit(all: units, annotation: applied(to: found, scope))
    }

    mutating func patternProperties(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("patternProperties")
        guard let plan = plan(scope) else { return place.unit(true) }
        var (found, units): ([Int], [OutputUnit]) = ([], [])
        for name in names(scope) {
            let before = units.count
            for index in 0..<Int(plan.pointee.patternCount) {
                let slot = program.patternSlots.base[Int(plan.pointee.firstPattern) + index]
                units += member(name, matching: slot, at: scope.place)
            }
            if units.count > before { found.append(name) }
        }
        return place.unit(all: units, annotation: applied(to: found, scope))
    }

    /// The unit of a member whose name matches, or of one for which that could not be decided.
    private mutating func member(_ name: Int, matching slot: PatternSlot, at place: OutputPlace) -> [OutputUnit] {
        let below = place.below(program.segments[Int(slot.segment)]).of(token(name))
        let (matches, isUndecided) = decide { evaluator in
            evaluator.patternMatches(slot.pattern, name, site: slot.site)
        }
        if isUndecided {
            let finding = Finding(site: slot.site, node: name, path: [], isUndecided: true)
            return [below.unit(false, error: describer.sentence(finding))]
        }
        return matches ? [subschema(slot.block, name + 1, at: below)] : []
    }

    mutating func additionalProperties(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("additionalProperties")
        guard let plan = plan(scope) else { return place.unit(true) }
        let found = names(scope).filter { name in
            var expected = 0
            let slot = evaluator.find(plan, evaluator.tape.entries + name, &expected)
            return slot?.pointee.isProperty != true && !evaluator.isMatched(plan, name)
        }
        let units = found.map { subschema(plan.pointee.additional, $0 + 1, at: place.of(token($0))) }
        return place.unit(all: units, annotation: applied(to: found, scope))
    }

    /// What is said about a name is not said about the member's value: its annotations have no place.
    mutating func propertyNames(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("propertyNames")
        guard let plan = plan(scope) else { return place.unit(true) }
        let units = names(scope).map { name in
            var unit = subschema(plan.pointee.propertyNames, name, at: place.of(token(name)))
            unit.dropVoidAnnotations(isVoid: true)
            return unit
        }
        return place.unit(all: units)
    }

    mutating func required(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("required")
        guard let plan = plan(scope) else { return place.unit(true) }
        let missing = evaluator.missingNames(plan, scope.node)
        guard !missing.isEmpty else { return place.unit(true) }
        let finding = Finding(
            site: plan.pointee.requiredSite, node: scope.node, path: [], culprits: .missing(missing))
        return place.unit(false, error: describer.sentence(finding))
    }

    /// `dependentRequired`, `dependentSchemas`, and `dependencies` of both kinds.
    mutating func dependencies(_ keyword: String, _ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        let prefix = "/\(keyword)/"
        var units: [OutputUnit] = []
        for step in scope.all(.dependentSchema) {
            let segment = program.segments[Int(step.pointee.b)]
            guard segment.hasPrefix(prefix), evaluator.hasMember(scope.node, named: step.pointee.number) else {
                continue
            }
            units.append(subschema(step.pointee.a, scope.node, at: scope.place.below(segment)))
        }
        for step in assertions(keyword, scope) where evaluator.hasMember(scope.node, named: step.pointee.number) {
            let below = scope.place.below(program.segments[Int(program.sites[Int(step.pointee.site)].segment)])
            let error = error(step.pointee, scope.node)
            units.append(below.unit(error == nil, error: error))
        }
        return place.unit(all: units)
    }

    /// `unevaluatedProperties` and `unevaluatedItems`.
    mutating func unevaluated(
        _ keyword: String, _ operation: Instruction.Operation, _ scope: OutputScope
    ) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        guard let step = scope.first(operation) else { return place.unit(true) }
        var found: [(value: Int, name: Int?, position: Int)] = []
        evaluator.forEachUnevaluated(step, scope.node) { _, value, name, position in
            found.append((value, name, position))
        }
        let units = found.map { value, name, position in
            subschema(step.pointee.a, value, at: place.of(name.map(token) ?? "\(position)"))
        }
        guard !found.isEmpty else { return place.unit(all: units) }
        let isItems = operation == .unevaluatedItems
        return place.unit(all: units, annotation: isItems ? true : applied(to: found.compactMap(\.name), scope))
    }
}
