// How many blocks a message may run.
//
// A schema whose alternatives recurse into the same member takes a number of steps that doubles with each level of the
// message. So after many steps verdicts are remembered: then there are no more of them than blocks times values.
extension Evaluator {
    /// What is run without remembering anything, whatever the message's size and for each byte: more than a schema takes
    /// that looks at every value once with hundreds of alternatives.
    private static let freeSteps = 1 << 16
    private static let stepsPerByte = 1 << 8
    /// What is run after that.
    private static let freeSparingSteps = 1 << 20
    private static let sparingStepsPerByte = 1 << 10

    mutating func startCounting(_ node: JSONNode) {
        let size = node.end - node.start
        steps = Self.freeSteps + Self.stepsPerByte * size
        fewestSteps = -(Self.freeSparingSteps + Self.sparingStepsPerByte * size)
        memo.clear()
    }

    /// Whether the stack or the message's steps are used up; what is not looked at for that could not be decided.
    @inline(__always)
    mutating func isExhausted(_ node: Int) -> Bool {
        steps &-= 1
        return (stack.isReached || steps < 0) && givesUp(node)
    }

    @inline(never)
    private mutating func givesUp(_ node: Int) -> Bool {
        let isTooLong = steps < fewestSteps
        guard isTooLong || stack.isReached else { return false }
        undecided = undecided ?? (isTooLong ? Finding.tooLong : Finding.tooDeep, node)
        hasGivenUp = true
        return true
    }

    /// Whether verdicts are remembered: not where another way to a block may give it another meaning.
    var remembers: Bool { steps < 0 && dynamicScope.count <= 1 }

    /// The same as `holds`, where the stack or the steps that remember nothing are used up.
    @inline(never)
    mutating func holdsSparingly(_ block: UInt32, _ node: Int) -> Bool {
        guard !givesUp(node) else { return false }
        guard remembers else { return runHolds(block, node) }
        if let known = memo.verdict(of: block, on: node) { return known }
        let verdict = runHolds(block, node)
        memo.remember(verdict, of: block, on: node)
        return verdict
    }
}
