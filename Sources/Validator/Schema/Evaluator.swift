/// Runs a program over a tape: a boolean pass that allocates nothing, and a collecting pass for what failed it.
///
/// Both passes share the leaf checks (`Evaluator+Leaves`); they differ in what a failure means.
struct Evaluator {
    let program: SchemaProgram
    let instructions: UnsafePointer<Instruction>
    let blocks: UnsafePointer<Block>
    let objectPlans: UnsafePointer<ObjectPlan>
    let names: UnsafePointer<NameSlot>
    let buckets: UnsafePointer<UInt32>
    let text: UnsafePointer<UInt8>
    let scratch = PatternScratch()
    let usesDynamicScope: Bool

    var tape: Tape
    /// The first keyword that could not be decided, or ``Finding/tooDeep`` or ``Finding/tooLong``, and the value it
    /// looked at.
    var undecided: (site: UInt32, node: Int)?
    /// Whether something was not looked at because the stack or the steps were used up.
    var hasGivenUp = false
    /// The resources on the way to the block that is run, for dynamic references.
    var dynamicScope: [UInt32] = []
    var stack = StackLimit()
    /// The blocks that may still be run for this message without remembering what they said.
    var steps = 0
    /// What the steps may sink to while it is remembered.
    var fewestSteps = 0
    let memo = VerdictMemo()
    /// What the blocks with an `unevaluated` keyword have looked at so far.
    let marks = MarkStack()
    /// What `uniqueItems` has met of an array so far.
    let itemTable = ItemTable()

    // The collecting pass.
    var findings: [Finding] = []
    var path: [UInt32] = []
    var limit = 0
    var isTruncated = false
    /// The value of which the findings only tell how far a branch is from holding; nil where they are reported.
    var comparedNode: Int?

    init(_ program: SchemaProgram) {
        self.program = program
        instructions = program.instructions.base
        blocks = program.blocks.base
        objectPlans = program.objectPlans.base
        names = program.names.base
        buckets = program.buckets.base
        text = program.text.base
        usesDynamicScope = !program.dynamicReferences.isEmpty
        tape = Tape(bytes: program.text.base, entries: program.noEntries.base, decoded: program.text.base)
    }

    /// Whether the block holds for the value; false also where that could not be decided.
    mutating func isValid(_ node: JSONNode) -> Bool {
        start(node)
        return holds(0, node.tapeIndex) && undecided == nil
    }

    mutating func start(_ node: JSONNode) {
        tape = node.tape
        undecided = nil
        hasGivenUp = false
        stack.measure()
        startCounting(node)
        if usesDynamicScope { dynamicScope.removeAll(keepingCapacity: true) }
    }

    // MARK: The boolean pass

    /// Runs a block: every instruction must hold. Never inlined: it is where the recursion closes.
    @inline(never)
    mutating func holds(_ block: UInt32, _ node: Int) -> Bool {
        if block >= Block.never { return block == Block.always }
        steps &-= 1
        if stack.isReached || steps < 0 { return holdsSparingly(block, node) }
        return runHolds(block, node)
    }

    @inline(__always)
    mutating func runHolds(_ block: UInt32, _ node: Int) -> Bool {
        let range = blocks[Int(block)]
        let outer = usesDynamicScope ? enter(range) : 0
        var step = instructions + Int(range.start)
        let end = instructions + Int(range.end)
        while step < end, holds(step, node) { step += 1 }
        if usesDynamicScope { leave(to: outer) }
        return step == end
    }

    /// Adds a block's resource to the dynamic scope; the result leads back.
    mutating func enter(_ block: Block) -> Int {
        let outer = dynamicScope.count
        if dynamicScope.last != block.resource { dynamicScope.append(block.resource) }
        return outer
    }

    mutating func leave(to outer: Int) { dynamicScope.removeLast(dynamicScope.count - outer) }

    @inline(__always)
    private mutating func holds(_ step: UnsafePointer<Instruction>, _ node: Int) -> Bool {
        switch step.pointee.operation {
        case .members:
            return tape.entries[node].kind != .object || membersHold(step.pointee, node)
        case .items: return tape.entries[node].kind != .array || itemsHold(step.pointee, node)
        case .call: return holds(step.pointee.a, node)
        case .dynamicCall: return holds(dynamicTarget(step.pointee), node)
        case .anyOf: return matches(step.pointee, node, stoppingAt: 1) == 1
        case .oneOf: return matches(step.pointee, node, stoppingAt: 2) == 1
        case .not: return !holds(step.pointee.a, node)
        case .conditional:
            let branch = holds(step.pointee.a, node) ? 0 : 1
            return holds(program.calls.base[Int(step.pointee.b) + branch].block, node)
        case .dependentSchema:
            return !hasMember(node, named: step.pointee.number) || holds(step.pointee.a, node)
        case .contains:
            guard tape.entries[node].kind == .array else { return true }
            let plan = program.containsPlans.base[Int(step.pointee.b)]
            let enough = plan.maximum == .max ? plan.minimum : .max
            let count = countMatches(step.pointee.a, node, stoppingAt: enough)
            return count >= plan.minimum && count <= plan.maximum
        case .tracked: return trackedHolds(step.pointee, node)
        // Of an object or an array a tracked block does not come here.
        case .unevaluatedProperties, .unevaluatedItems: return true
        default: return leafHolds(step.pointee, node)
        }
    }

    /// The same for a keyword of a block whose members or items are tracked; not inlined there once more.
    @inline(never)
    mutating func holdsUntracked(_ step: UnsafePointer<Instruction>, _ node: Int) -> Bool { holds(step, node) }

    @inline(__always)
    private mutating func membersHold(_ step: Instruction, _ node: Int) -> Bool {
        let plan = objectPlans + Int(step.a)
        var seen: UInt64 = 0
        var expected = 0
        var name = node + 1
        for _ in 0..<Int(tape.entries[node].content) {
            let slot = find(plan, tape.entries + name, &expected)
            var isKnown = false
            if let slot {
                seen |= slot.pointee.requiredBit
                isKnown = slot.pointee.isProperty
                if slot.pointee.block != Block.always {
                    guard holds(slot.pointee.block, name + 1) else { return false }
                }
            }
            if plan.pointee.patternCount > 0 {
                for index in 0..<Int(plan.pointee.patternCount) {
                    let pattern = program.patternSlots.base[Int(plan.pointee.firstPattern) + index]
                    guard patternMatches(pattern.pattern, name, site: pattern.site) else { continue }
                    isKnown = true
                    guard holds(pattern.block, name + 1) else { return false }
                }
            }
            if !isKnown, plan.pointee.additional != Block.always {
                guard holds(plan.pointee.additional, name + 1) else { return false }
            }
            if plan.pointee.propertyNames != Block.always {
                guard holds(plan.pointee.propertyNames, name) else { return false }
            }
            name = Int(tape.entries[name + 1].next)
        }
        return seen & plan.pointee.required == plan.pointee.required
    }

    /// The slot of a member's name; `expected` is where it lies if members come in the schema's order.
    @inline(__always)
    func find(
        _ plan: UnsafePointer<ObjectPlan>, _ name: UnsafePointer<TapeEntry>, _ expected: inout Int
    ) -> UnsafePointer<NameSlot>? {
        guard plan.pointee.nameCount > 0 else { return nil }
        let first = names + Int(plan.pointee.firstName)
        if expected < Int(plan.pointee.nameCount), isName(first + expected, name) {
            expected += 1
            return first + expected - 1
        }
        let mask = Int(plan.pointee.bucketMask)
        let table = buckets + Int(plan.pointee.firstBucket)
        var bucket = Int(truncatingIfNeeded: name.pointee.hash) & mask
        while table[bucket] != ObjectPlan.noName {
            let index = Int(table[bucket])
            if isName(first + index, name) {
                expected = index + 1
                return first + index
            }
            bucket = (bucket + 1) & mask
        }
        return nil
    }

    @inline(__always)
    func isName(_ slot: UnsafePointer<NameSlot>, _ name: UnsafePointer<TapeEntry>) -> Bool {
        slot.pointee.hash == name.pointee.hash && slot.pointee.length == name.pointee.length
            && memoryIsEqual(text + Int(slot.pointee.text), tape.content(name.pointee), Int(name.pointee.length))
    }

    private mutating func itemsHold(_ step: Instruction, _ node: Int) -> Bool {
        let plan = program.arrayPlans.base[Int(step.a)]
        var item = node + 1
        for position in 0..<Int(tape.entries[node].content) {
            let block =
                position < Int(plan.prefixCount)
                ? program.calls.base[Int(plan.firstPrefix) + position].block : plan.rest
            if block != Block.always {
                guard holds(block, item) else { return false }
            } else if position >= Int(plan.prefixCount) {
                return true
            }
            item = Int(tape.entries[item].next)
        }
        return true
    }

    /// How many of the branches hold, counted no further than `stoppingAt`.
    mutating func matches(_ step: Instruction, _ node: Int, stoppingAt limit: Int) -> Int {
        let discriminator = discriminator(of: step, node)
        var count = 0
        for index in Int(step.a)..<Int(step.a + step.b) where count < limit {
            let call = program.calls.base[index]
            if !isRuledOut(call, by: discriminator), holds(call.block, node) { count += 1 }
        }
        return count
    }

    /// The value of the member that tells the branches apart; nil where there is none.
    @inline(__always)
    func discriminator(of step: Instruction, _ node: Int) -> Int? {
        step.number > 0 ? member(of: node, named: step.number - 1) : nil
    }

    /// Whether a branch must fail for what that value is.
    @inline(__always)
    func isRuledOut(_ call: CalledBlock, by discriminator: Int?) -> Bool {
        guard let discriminator, call.guardStep != CalledBlock.noGuard else { return false }
        return !stringEnumerationHolds(instructions[Int(call.guardStep)], tape.entries + discriminator)
    }

    /// How many of the items hold, counted no further than `stoppingAt`.
    mutating func countMatches(_ block: UInt32, _ node: Int, stoppingAt limit: Int = .max) -> Int {
        var count = 0
        var item = node + 1
        for _ in 0..<Int(tape.entries[node].content) where count < limit {
            if holds(block, item) { count += 1 }
            item = Int(tape.entries[item].next)
        }
        return count
    }

    /// The block that a dynamic reference means: the outermost resource that has the anchor decides.
    func dynamicTarget(_ step: Instruction) -> UInt32 {
        let reference = program.dynamicReferences[Int(step.a)]
        for resource in dynamicScope {
            if let block = reference.candidates[resource] { return block }
        }
        return reference.initial
    }

    /// Whether an object has a member of the name in that slot.
    func hasMember(_ node: Int, named slot: Int) -> Bool { member(of: node, named: slot) != nil }

    /// The value of the first member of that name; nil where there is none.
    private func member(of node: Int, named slot: Int) -> Int? {
        guard tape.entries[node].kind == .object else { return nil }
        var name = node + 1
        for _ in 0..<Int(tape.entries[node].content) {
            if isName(names + slot, tape.entries + name) { return name + 1 }
            name = Int(tape.entries[name + 1].next)
        }
        return nil
    }
}
