// `unevaluatedProperties` and `unevaluatedItems`: what did the other keywords of the subschema look at?
//
// A block with such a keyword is run in a way of its own: every keyword is looked at once, and notes the members or
// items that it has looked at in the block's frame, a run of marks. A block that holds leaves its marks to the one that
// called it, one that fails takes them along. So no value is judged twice, however deep these keywords are nested.
extension Evaluator {
    /// Runs the instructions of a block with such a keyword.
    mutating func trackedHolds(_ step: Instruction, _ node: Int) -> Bool {
        guard tape.entries[node].kind == .object || tape.entries[node].kind == .array else {
            for place in Int(step.a)..<Int(step.b) where !holdsUntracked(instructions + place, node) { return false }
            return true
        }
        let frame = openFrame(node)
        let isValid = holds(Int(step.a)..<Int(step.b), node, marking: frame)
        marks.pop(to: frame)
        return isValid
    }

    /// Calls `body` with each value, its name where it has one, and its position, that no keyword beside this one has
    /// looked at.
    ///
    /// For the collecting pass: keywords that have failed themselves have looked at their values all the same.
    mutating func forEachUnevaluated(
        _ step: UnsafePointer<Instruction>, _ node: Int,
        _ body: (inout Evaluator, _ value: Int, _ name: Int?, _ position: Int) -> Void
    ) {
        guard isAbout(step, node) else { return }
        let frame = openFrame(node)
        // The instructions before this one in its block are the keywords beside it.
        let first = step - step.pointee.number
        for place in 0..<step.pointee.number { _ = holds(first + place, node, marking: frame) }
        let children = unmarked(node, frame)
        marks.pop(to: frame)
        let hasNames = tape.entries[node].kind == .object
        for (child, position) in children {
            body(&self, hasNames ? child + 1 : child, hasNames ? child : nil, position)
        }
    }

    // MARK: Frames

    /// Adds a frame with a mark for each member or item; the result is where it begins.
    private func openFrame(_ node: Int) -> Int { marks.push(Int(tape.entries[node].content)) }

    private func markAll(_ node: Int, _ frame: Int) {
        for place in frame..<frame + Int(tape.entries[node].content) { marks[place] = true }
    }

    /// The tape's indexes of the members' names, or of the items, without a mark, and their positions.
    private func unmarked(_ node: Int, _ frame: Int) -> [(child: Int, position: Int)] {
        let toValue = tape.entries[node].kind == .object ? 1 : 0
        var children: [(child: Int, position: Int)] = []
        var child = node + 1
        for position in 0..<Int(tape.entries[node].content) {
            if !marks[frame + position] { children.append((child, position)) }
            child = Int(tape.entries[child + toValue].next)
        }
        return children
    }

    /// Whether the keyword is about values of this kind.
    private func isAbout(_ step: UnsafePointer<Instruction>, _ node: Int) -> Bool {
        let kind: TapeEntry.Kind = step.pointee.operation == .unevaluatedProperties ? .object : .array
        return tape.entries[node].kind == kind
    }

    // MARK: Blocks

    private mutating func holds(_ places: Range<Int>, _ node: Int, marking frame: Int) -> Bool {
        for place in places where !holds(instructions + place, node, marking: frame) { return false }
        return true
    }

    /// Runs a block in a frame of its own; where it holds, its marks are the caller's too.
    @inline(never)
    private mutating func holds(_ block: UInt32, _ node: Int, marking frame: Int) -> Bool {
        if block >= Block.never { return block == Block.always }
        guard !isExhausted(node) else { return false }
        let range = blocks[Int(block)]
        let outer = usesDynamicScope ? enter(range) : 0
        let own = openFrame(node)
        let isValid = holds(Int(range.start)..<Int(range.end), node, marking: own)
        if isValid {
            for place in 0..<marks.count - own where marks[own + place] { marks[frame + place] = true }
        }
        marks.pop(to: own)
        if usesDynamicScope { leave(to: outer) }
        return isValid
    }

    // MARK: Keywords

    private mutating func holds(_ step: UnsafePointer<Instruction>, _ node: Int, marking frame: Int) -> Bool {
        let instruction = step.pointee
        switch instruction.operation {
        case .members:
            markMembers(objectPlans + Int(instruction.a), node, frame)
            return holdsUntracked(step, node)
        case .items:
            markItems(instruction, node, frame)
            return holdsUntracked(step, node)
        case .contains: return containsHolds(step, node, marking: frame)
        case .call: return holds(instruction.a, node, marking: frame)
        case .dynamicCall: return holds(dynamicTarget(instruction), node, marking: frame)
        case .anyOf: return matches(instruction, node, marking: frame) > 0
        case .oneOf: return matches(instruction, node, marking: frame) == 1
        case .conditional:
            let branch = holds(instruction.a, node, marking: frame) ? 0 : 1
            return holds(program.calls.base[Int(instruction.b) + branch].block, node, marking: frame)
        case .dependentSchema:
            return !hasMember(node, named: instruction.number) || holds(instruction.a, node, marking: frame)
        case .tracked: return holds(Int(instruction.a)..<Int(instruction.b), node, marking: frame)
        case .unevaluatedProperties, .unevaluatedItems: return unevaluatedHolds(step, node, marking: frame)
        default: return holdsUntracked(step, node)
        }
    }

    private mutating func unevaluatedHolds(
        _ step: UnsafePointer<Instruction>, _ node: Int, marking frame: Int
    ) -> Bool {
        guard isAbout(step, node) else { return true }
        let toValue = tape.entries[node].kind == .object ? 1 : 0
        var child = node + 1
        for position in 0..<Int(tape.entries[node].content) {
            if !marks[frame + position] {
                guard holds(step.pointee.a, child + toValue) else { return false }
                marks[frame + position] = true
            }
            child = Int(tape.entries[child + toValue].next)
        }
        return true
    }

    /// How many of the branches hold: none that may is left out, for each may look at something else.
    private mutating func matches(_ step: Instruction, _ node: Int, marking frame: Int) -> Int {
        let discriminator = discriminator(of: step, node)
        var count = 0
        for index in Int(step.a)..<Int(step.a + step.b) {
            let call = program.calls.base[index]
            // One that fails leaves no marks.
            if !isRuledOut(call, by: discriminator), holds(call.block, node, marking: frame) { count += 1 }
        }
        return count
    }

    private mutating func markMembers(_ plan: UnsafePointer<ObjectPlan>, _ node: Int, _ frame: Int) {
        guard tape.entries[node].kind == .object else { return }
        if plan.pointee.hasAdditional { return markAll(node, frame) }
        var expected = 0
        var name = node + 1
        for position in 0..<Int(tape.entries[node].content) {
            let isProperty = find(plan, tape.entries + name, &expected)?.pointee.isProperty ?? false
            if isProperty || isMatched(plan, name) { marks[frame + position] = true }
            name = Int(tape.entries[name + 1].next)
        }
    }

    private func markItems(_ step: Instruction, _ node: Int, _ frame: Int) {
        guard tape.entries[node].kind == .array else { return }
        let count = Int(tape.entries[node].content)
        let looked = step.flag == 1 ? count : min(Int(program.arrayPlans.base[Int(step.a)].prefixCount), count)
        for position in 0..<looked { marks[frame + position] = true }
    }

    private mutating func containsHolds(_ step: UnsafePointer<Instruction>, _ node: Int, marking frame: Int) -> Bool {
        let plan = program.containsPlans.base[Int(step.pointee.b)]
        guard plan.marksItems, tape.entries[node].kind == .array else { return holdsUntracked(step, node) }
        var count = 0
        var item = node + 1
        for position in 0..<Int(tape.entries[node].content) {
            if holds(step.pointee.a, item) {
                count += 1
                marks[frame + position] = true
            }
            item = Int(tape.entries[item].next)
        }
        return count >= plan.minimum && count <= plan.maximum
    }
}
