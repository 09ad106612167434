// The keywords that look at one value alone: the same code for both passes.
extension Evaluator {
    @inline(__always)
    mutating func leafHolds(_ step: Instruction, _ node: Int) -> Bool {
        let entry = tape.entries + node
        switch step.operation {
        case .type: return typeHolds(step, entry, node)
        case .minLength: return entry.pointee.kind != .string || characterCount(entry) >= step.number
        case .maxLength: return entry.pointee.kind != .string || characterCount(entry) <= step.number
        case .format:
            guard entry.pointee.kind == .string, let format = Format(rawValue: UInt8(truncatingIfNeeded: step.a))
            else { return true }
            if format.isSatisfied(by: content(entry)) { return true }
            if !format.isDecided(forLength: Int(entry.pointee.length)) { undecided = undecided ?? (step.site, node) }
            return false
        case .pattern: return entry.pointee.kind != .string || patternMatches(step.a, node, site: step.site)
        case .stringEnumeration: return stringEnumerationHolds(step, entry)
        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
            return entry.pointee.kind != .number || boundHolds(step, entry, node)
        case .minItems: return entry.pointee.kind != .array || Int(entry.pointee.content) >= step.number
        case .maxItems: return entry.pointee.kind != .array || Int(entry.pointee.content) <= step.number
        case .minProperties: return entry.pointee.kind != .object || Int(entry.pointee.content) >= step.number
        case .maxProperties: return entry.pointee.kind != .object || Int(entry.pointee.content) <= step.number
        case .uniqueItems: return entry.pointee.kind != .array || itemsDiffer(step, node)
        case .enumeration: return enumerationHolds(step, JSONNode(tape: tape, index: node))
        case .content: return entry.pointee.kind != .string || contentHolds(step, entry)
        case .dependentRequired: return !hasMember(node, named: step.number) || hasMembers(node, named: step)
        default: return false
        }
    }

    private func hasMembers(_ node: Int, named step: Instruction) -> Bool {
        for slot in Int(step.a)..<Int(step.a + step.b) where !hasMember(node, named: slot) { return false }
        return true
    }

    @inline(__always)
    func content(_ entry: UnsafePointer<TapeEntry>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: tape.content(entry.pointee), count: Int(entry.pointee.length))
    }

    @inline(__always)
    private func typeHolds(_ step: Instruction, _ entry: UnsafePointer<TapeEntry>, _ node: Int) -> Bool {
        guard step.kinds.contains(entry.pointee.kind) else { return false }
        if step.flag == 0 || entry.pointee.kind != .number || entry.pointee.flags.contains(.plainInteger) {
            return true
        }
        return step.flag == 1 && JSONNode(tape: tape, index: node).isInteger
    }

    /// The length in characters: Unicode scalars, as JSON Schema counts.
    @inline(__always)
    func characterCount(_ entry: UnsafePointer<TapeEntry>) -> Int {
        guard entry.pointee.flags.contains(.nonASCII) else { return Int(entry.pointee.length) }
        return content(entry).reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    @inline(__always)
    func stringEnumerationHolds(_ step: Instruction, _ entry: UnsafePointer<TapeEntry>) -> Bool {
        guard entry.pointee.kind == .string else { return step.flag == 1 && entry.pointee.kind == .null }
        let value = tape.content(entry.pointee)
        for index in Int(step.a)..<Int(step.a + step.b) {
            let literal = program.literals.base[index]
            if literal.length == entry.pointee.length,
                memoryIsEqual(text + Int(literal.text), value, Int(literal.length))
            {
                return true
            }
        }
        return false
    }

    /// Looks the value's hash up among the sorted ones of the list.
    private mutating func enumerationHolds(_ step: Instruction, _ value: JSONNode) -> Bool {
        var comparison = ValueComparison(stack: stack)
        let hash = comparison.hash(value)
        var (low, high) = (Int(step.a), Int(step.a + step.b))
        let end = high
        while low < high {
            let middle = (low + high) / 2
            if program.constants.base[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        var isFound = false
        while !isFound, low < end, program.constants.base[low].hash == hash {
            isFound = comparison.areEqual(value, program.constants.base[low].value)
            low += 1
        }
        return isDecided(comparison, step, value.tapeIndex) && isFound
    }

    private mutating func itemsDiffer(_ step: Instruction, _ node: Int) -> Bool {
        var comparison = ValueComparison(stack: stack)
        let areUnique = UniqueItems.hold(JSONNode(tape: tape, index: node), &comparison, itemTable)
        return isDecided(comparison, step, node) && areUnique
    }

    /// Whether no value was too deep to be compared; one that was is remembered.
    private mutating func isDecided(_ comparison: ValueComparison, _ step: Instruction, _ node: Int) -> Bool {
        if comparison.isTooDeep { undecided = undecided ?? (step.site, node) }
        return !comparison.isTooDeep
    }

    private func contentHolds(_ step: Instruction, _ entry: UnsafePointer<TapeEntry>) -> Bool {
        Content(rawValue: step.a)?.isSatisfied(by: content(entry)) ?? true
    }

    /// Whether the pattern is found in a string; one that gives up is remembered and counts as not found.
    @inline(__always)
    mutating func patternMatches(_ pattern: UInt32, _ node: Int, site: UInt32) -> Bool {
        patternVerdict(pattern, node, site: site) == .matches
    }

    @inline(__always)
    private mutating func patternVerdict(_ pattern: UInt32, _ node: Int, site: UInt32) -> PatternVerdict {
        let text = content(tape.entries + node)
        let verdict = program.patterns.base[Int(pattern)]._withUnsafeGuaranteedRef { $0.match(text, with: scratch) }
        if verdict == .undecided { undecided = undecided ?? (site, node) }
        return verdict
    }

    /// Whether a pattern of the plan may be found in a member's name: what could not be decided is no surplus.
    mutating func isMatched(_ plan: UnsafePointer<ObjectPlan>, _ name: Int) -> Bool {
        for index in 0..<Int(plan.pointee.patternCount) {
            let slot = program.patternSlots.base[Int(plan.pointee.firstPattern) + index]
            if patternVerdict(slot.pattern, name, site: slot.site) != .doesNotMatch { return true }
        }
        return false
    }

    // MARK: Numbers

    private func boundHolds(_ step: Instruction, _ entry: UnsafePointer<TapeEntry>, _ node: Int) -> Bool {
        let bound = program.bounds.base + Int(step.a)
        if let limit = bound.pointee.small,
            let value = SmallDecimal(tape.content(entry.pointee), Int(entry.pointee.length)),
            let verdict = Self.verdict(step.operation, value, limit)
        {
            return verdict
        }
        guard let value = JSONNumber(text: JSONNode(tape: tape, index: node).string) else { return false }
        return Self.verdict(step.operation, value, bound.pointee.exact)
    }

    private static func verdict(
        _ operation: Instruction.Operation, _ value: SmallDecimal, _ limit: SmallDecimal
    ) -> Bool? {
        if operation == .multipleOf { return SmallDecimal.isMultiple(value, of: limit) }
        return SmallDecimal.compare(value, limit).map { holds(operation, $0) }
    }

    private static func verdict(
        _ operation: Instruction.Operation, _ value: JSONNumber, _ limit: JSONNumber
    ) -> Bool {
        if operation == .multipleOf { return value.isMultiple(of: limit) }
        return holds(operation, value < limit ? -1 : (value == limit ? 0 : 1))
    }

    private static func holds(_ operation: Instruction.Operation, _ order: Int) -> Bool {
        switch operation {
        case .minimum: order >= 0
        case .maximum: order <= 0
        case .exclusiveMinimum: order > 0
        default: order < 0
        }
    }
}
