// `unevaluatedProperties` and `unevaluatedItems`: what did the other keywords of the subschema look at?
extension Evaluator {
    mutating func unevaluatedHolds(_ step: UnsafePointer<Instruction>, _ node: Int) -> Bool {
        var isValid = true
        forEachUnevaluated(step, node) { evaluator, child, _ in
            isValid = isValid && evaluator.holds(step.pointee.a, child)
        }
        return isValid
    }

    /// Calls `body` with each value, and its name where it has one, that no keyword beside this one has looked at.
    mutating func forEachUnevaluated(
        _ step: UnsafePointer<Instruction>, _ node: Int,
        _ body: (inout Evaluator, _ value: Int, _ name: Int?) -> Void
    ) {
        let wantsMembers = step.pointee.operation == .unevaluatedProperties
        guard tape.entries[node].kind == (wantsMembers ? .object : .array), step.pointee.a != Block.always else {
            return
        }
        var marks = [Bool](repeating: false, count: Int(tape.entries[node].content))
        // The instructions before this one in its block are the keywords beside it.
        let end = UInt32(step - instructions)
        mark(end - UInt32(step.pointee.number)..<end, node, &marks)
        var child = node + 1
        for isMarked in marks {
            let value = wantsMembers ? child + 1 : child
            if !isMarked { body(&self, value, wantsMembers ? child : nil) }
            child = Int(tape.entries[value].next)
        }
    }

    private mutating func markBlock(_ block: UInt32, _ node: Int, _ marks: inout [Bool]) {
        guard block < Block.never, !isTooDeep(node) else { return }
        let range = blocks[Int(block)]
        guard usesDynamicScope else { return mark(range.start..<range.end, node, &marks) }
        let outer = enter(range)
        mark(range.start..<range.end, node, &marks)
        leave(to: outer)
    }

    private mutating func mark(_ places: Range<UInt32>, _ node: Int, _ marks: inout [Bool]) {
        for place in places { mark(instructions + Int(place), node, &marks) }
    }

    private mutating func markIfValid(_ block: UInt32, _ node: Int, _ marks: inout [Bool]) {
        if holds(block, node) { markBlock(block, node, &marks) }
    }

    private mutating func mark(_ step: UnsafePointer<Instruction>, _ node: Int, _ marks: inout [Bool]) {
        let instruction = step.pointee
        switch instruction.operation {
        case .members: markMembers(objectPlans + Int(instruction.a), node, &marks)
        case .items: markItems(instruction, node, &marks)
        case .contains: markContained(instruction, node, &marks)
        case .call: markIfValid(instruction.a, node, &marks)
        case .dynamicCall: markIfValid(dynamicTarget(instruction), node, &marks)
        case .anyOf, .oneOf:
            for index in Int(instruction.a)..<Int(instruction.a + instruction.b) {
                markIfValid(program.calls.base[index].block, node, &marks)
            }
        case .conditional:
            let isTrue = holds(instruction.a, node)
            if isTrue { markBlock(instruction.a, node, &marks) }
            markIfValid(program.calls.base[Int(instruction.b) + (isTrue ? 0 : 1)].block, node, &marks)
        case .dependentSchema:
            if hasMember(node, named: instruction.number) { markIfValid(instruction.a, node, &marks) }
        case .unevaluatedProperties where tape.entries[node].kind == .object,
            .unevaluatedItems where tape.entries[node].kind == .array:
            for index in marks.indices { marks[index] = true }
        default: break
        }
    }

    private mutating func markMembers(_ plan: UnsafePointer<ObjectPlan>, _ node: Int, _ marks: inout [Bool]) {
        guard tape.entries[node].kind == .object else { return }
        var expected = 0
        var name = node + 1
        for index in marks.indices {
            let isProperty = find(plan, tape.entries + name, &expected)?.pointee.isProperty ?? false
            if plan.pointee.hasAdditional || isProperty || isMatched(plan, name) { marks[index] = true }
            name = Int(tape.entries[name + 1].next)
        }
    }

    private func markItems(_ step: Instruction, _ node: Int, _ marks: inout [Bool]) {
        guard tape.entries[node].kind == .array else { return }
        let plan = program.arrayPlans.base[Int(step.a)]
        let count = step.flag == 1 ? marks.count : min(Int(plan.prefixCount), marks.count)
        for index in 0..<count { marks[index] = true }
    }

    private mutating func markContained(_ step: Instruction, _ node: Int, _ marks: inout [Bool]) {
        guard tape.entries[node].kind == .array, program.containsPlans.base[Int(step.b)].marksItems else { return }
        var item = node + 1
        for index in marks.indices {
            if holds(step.a, item) { marks[index] = true }
            item = Int(tape.entries[item].next)
        }
    }
}
