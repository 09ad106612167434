// The collecting pass: every failure, in the order of the schema and, below that, of the message.
extension Evaluator {
    /// Every failure of a message, at most `limit`; `isTruncated` tells whether there were more.
    ///
    /// The boolean pass alone decides whether a message is valid: this one looks at branches that the other need not
    /// look at, and must not find a reason there.
    mutating func collect(_ node: JSONNode, limit: Int) -> [Finding] {
        findings.removeAll()
        path.removeAll()
        isTruncated = false
        comparedNode = nil
        self.limit = limit
        guard !isValid(node) else { return [] }
        let (decisive, hadGivenUp) = (undecided, hasGivenUp)
        start(node)
        collect(0, node.tapeIndex)
        hasGivenUp = hasGivenUp || hadGivenUp
        // What could not be decided is an error even where it did not decide the verdict.
        if let undecided = decisive ?? undecided, !findings.contains(where: \.isUndecided) {
            note(Finding(site: undecided.site, node: undecided.node, path: [], isUndecided: true))
        }
        return findings
    }

    private mutating func note(_ finding: Finding) {
        guard findings.count < limit else {
            isTruncated = true
            return
        }
        findings.append(finding)
    }

    private mutating func fail(
        _ site: UInt32, _ node: Int, _ culprits: Finding.Culprits = .none, isUndecided: Bool = false
    ) {
        let segment = program.sites[Int(site)].segment
        note(
            Finding(site: site, node: node, path: path + [segment], culprits: culprits, isUndecided: isUndecided))
    }

    /// Runs a block to its end; the segment names the way to it.
    private mutating func collect(_ block: UInt32, _ node: Int, segment: UInt32? = nil) {
        guard block < Block.never, !isTruncated, !isExhausted(node) else { return }
        // Where ways to one value multiply, those without a failure are not followed.
        if remembers, holds(block, node) { return }
        let range = blocks[Int(block)]
        let outer = usesDynamicScope ? enter(range) : 0
        if let segment { path.append(segment) }
        for place in range.start..<range.end { collect(instructions + Int(place), node) }
        if segment != nil { path.removeLast() }
        if usesDynamicScope { leave(to: outer) }
    }

    private mutating func collect(_ step: UnsafePointer<Instruction>, _ node: Int) {
        let instruction = step.pointee
        switch instruction.operation {
        case .members: if tape.entries[node].kind == .object { collectMembers(instruction, node) }
        case .items: if tape.entries[node].kind == .array { collectItems(instruction, node) }
        case .call: collect(instruction.a, node, segment: instruction.b)
        case .dynamicCall:
            let segment = program.dynamicReferences[Int(instruction.a)].segment
            collect(dynamicTarget(instruction), node, segment: segment)
        case .anyOf, .oneOf: collectAlternatives(instruction, node)
        case .not: if holds(instruction.a, node) { fail(instruction.site, node) }
        case .conditional:
            let branch = holds(instruction.a, node) ? 0 : 1
            let call = program.calls.base[Int(instruction.b) + branch]
            collect(call.block, node, segment: call.segment)
        case .dependentSchema:
            if hasMember(node, named: instruction.number) {
                collect(instruction.a, node, segment: instruction.b)
            }
        case .dependentRequired: collectDependentRequired(instruction, node)
        case .contains: collectContains(instruction, node)
        case .tracked: for place in instruction.a..<instruction.b { collect(instructions + Int(place), node) }
        case .unevaluatedProperties, .unevaluatedItems: collectUnevaluated(step, node)
        default: collectLeaf(instruction, node)
        }
    }

    private mutating func collectLeaf(_ step: Instruction, _ node: Int) {
        let before = undecided
        undecided = nil
        if !leafHolds(step, node) { fail(step.site, node, isUndecided: undecided != nil) }
        undecided = before ?? undecided
    }

    private mutating func collectMembers(_ step: Instruction, _ node: Int) {
        let plan = objectPlans + Int(step.a)
        guard !plan.pointee.isContinuation else { return }
        let missing = missingNames(plan, node)
        if !missing.isEmpty { fail(plan.pointee.requiredSite, node, .missing(missing)) }
        var unknown: [Int] = []
        if plan.pointee.additional != Block.always {
            forEachMember(of: node) { evaluator, name in
                var expected = 0
                let slot = evaluator.find(plan, evaluator.tape.entries + name, &expected)
                if slot?.pointee.isProperty != true, !evaluator.isMatched(plan, name) { unknown.append(name) }
            }
        }
        if plan.pointee.additional == Block.never, !unknown.isEmpty {
            fail(plan.pointee.additionalSite, node, .surplus(unknown))
        }
        collectMemberValues(plan, node, unknown: Set(unknown))
    }

    /// The slots of the required names that an object does not have; continuations of the plan included.
    mutating func missingNames(_ plan: UnsafePointer<ObjectPlan>, _ node: Int) -> [Int] {
        (0...plan.pointee.continuations).flatMap { missingNamesOfOne(plan + $0, node) }
    }

    private mutating func missingNamesOfOne(_ plan: UnsafePointer<ObjectPlan>, _ node: Int) -> [Int] {
        guard plan.pointee.required != 0 else { return [] }
        var seen: UInt64 = 0
        var expected = 0
        forEachMember(of: node) { evaluator, name in
            seen |= evaluator.find(plan, evaluator.tape.entries + name, &expected)?.pointee.requiredBit ?? 0
        }
        let first = Int(plan.pointee.firstName)
        return (first..<first + Int(plan.pointee.nameCount)).filter { names[$0].requiredBit & ~seen != 0 }
    }

    private mutating func collectMemberValues(_ plan: UnsafePointer<ObjectPlan>, _ node: Int, unknown: Set<Int>) {
        forEachMember(of: node) { evaluator, name in
            var expected = 0
            if plan.pointee.propertyNames != Block.always {
                evaluator.collect(plan.pointee.propertyNames, name, segment: plan.pointee.propertyNamesSegment)
            }
            if let slot = evaluator.find(plan, evaluator.tape.entries + name, &expected) {
                evaluator.collect(slot.pointee.block, name + 1, segment: slot.pointee.segment)
            }
            for index in 0..<Int(plan.pointee.patternCount) {
                let slot = evaluator.program.patternSlots.base[Int(plan.pointee.firstPattern) + index]
                guard evaluator.patternMatches(slot.pattern, name, site: slot.site) else { continue }
                evaluator.collect(slot.block, name + 1, segment: slot.segment)
            }
            if unknown.contains(name) {
                evaluator.collect(plan.pointee.additional, name + 1, segment: plan.pointee.additionalSegment)
            }
        }
    }

    mutating func forEachMember(of node: Int, _ body: (inout Evaluator, _ name: Int) -> Void) {
        var name = node + 1
        for _ in 0..<Int(tape.entries[node].content) {
            body(&self, name)
            name = Int(tape.entries[name + 1].next)
        }
    }

    private mutating func collectItems(_ step: Instruction, _ node: Int) {
        let plan = program.arrayPlans.base[Int(step.a)]
        var item = node + 1
        for position in 0..<Int(tape.entries[node].content) {
            if position < Int(plan.prefixCount) {
                let call = program.calls.base[Int(plan.firstPrefix) + position]
                collect(call.block, item, segment: call.segment)
            } else {
                collect(plan.rest, item, segment: plan.restSegment)
            }
            item = Int(tape.entries[item].next)
        }
    }

    private mutating func collectDependentRequired(_ step: Instruction, _ node: Int) {
        guard hasMember(node, named: step.number) else { return }
        let missing = (Int(step.a)..<Int(step.a + step.b)).filter { !hasMember(node, named: $0) }
        if !missing.isEmpty { fail(step.site, node, .missing(missing)) }
    }

    private mutating func collectContains(_ step: Instruction, _ node: Int) {
        guard tape.entries[node].kind == .array else { return }
        let plan = program.containsPlans.base[Int(step.b)]
        let count = countMatches(step.a, node)
        if count < plan.minimum { fail(plan.minimumSite, node) }
        if count > plan.maximum { fail(plan.maximumSite, node) }
    }

    private mutating func collectUnevaluated(_ step: UnsafePointer<Instruction>, _ node: Int) {
        let instruction = step.pointee
        var surplus: [Int] = []
        forEachUnevaluated(step, node) { evaluator, value, name, _ in
            if instruction.a == Block.never {
                surplus.append(name ?? value)
            } else {
                evaluator.collect(instruction.a, value, segment: instruction.b)
            }
        }
        if !surplus.isEmpty { fail(instruction.site, node, .surplus(surplus)) }
    }

    // MARK: Alternatives

    /// One error for the keyword, then those of the branch that came closest.
    private mutating func collectAlternatives(_ step: Instruction, _ node: Int) {
        let held = matches(step, node, stoppingAt: step.operation == .anyOf ? 1 : Int(step.b))
        if step.operation == .anyOf ? held > 0 : held == 1 { return }
        guard held == 0, comparedNode == nil || comparedNode == node else {
            return fail(step.site, node, .branches(count: Int(step.b), held: held, closest: nil))
        }
        let closest = closestBranch(step, node)
        fail(step.site, node, .branches(count: Int(step.b), held: 0, closest: closest))
        guard let closest else { return }
        let call = program.calls.base[Int(step.a) + closest]
        collect(call.block, node, segment: call.segment)
    }

    /// The branch that came closest, by its position: of those that the member which tells them apart does not rule
    /// out, if there are any.
    private mutating func closestBranch(_ step: Instruction, _ node: Int) -> Int? {
        let discriminator = discriminator(of: step, node)
        let all = 0..<Int(step.b)
        let possible = all.filter { !isRuledOut(program.calls.base[Int(step.a) + $0], by: discriminator) }
        guard possible.count != 1 else { return possible[0] }
        let candidates = possible.isEmpty ? Array(all) : possible
        let distances = candidates.map { distance(to: program.calls.base[Int(step.a) + $0], node) }
        return candidates.indices.min { distances[$0] < distances[$1] }.map { candidates[$0] }
    }

    /// How far a branch is from holding. Alternatives for values within this one count as one failure: looking into
    /// those too would multiply the work with each level of the message.
    private mutating func distance(to call: CalledBlock, _ node: Int) -> Int {
        let outer = (findings, isTruncated, comparedNode)
        (findings, isTruncated, comparedNode) = ([], false, node)
        collect(call.block, node, segment: call.segment)
        let distance = distance(of: findings, node)
        (findings, isTruncated, comparedNode) = outer
        return distance
    }

    /// How far failures are from none: a branch that wants another type or another constant is farther than one whose
    /// members are not what discriminates it, and that is farther than any that only has other errors.
    private func distance(of findings: [Finding], _ node: Int) -> Int {
        findings.reduce(0) { $0 + distance(of: $1, node) }
    }

    private func distance(of finding: Finding, _ node: Int) -> Int {
        guard finding.site < Finding.tooLong else { return 1 }
        let keyword = program.sites[Int(finding.site)].keyword
        if finding.node == node { return ["type", "const", "enum", "false schema"].contains(keyword) ? 1_000_000 : 1 }
        return keyword == "const" && isMember(finding.node, of: node) ? 1_000 : 1
    }

    private func isMember(_ value: Int, of node: Int) -> Bool {
        guard tape.entries[node].kind == .object else { return false }
        var name = node + 1
        for _ in 0..<Int(tape.entries[node].content) {
            if name + 1 == value { return true }
            name = Int(tape.entries[name + 1].next)
        }
        return false
    }
}
