/// What blocks have said of values so far, so that none is asked again: for messages that take many steps.
final class VerdictMemo {
    /// How much may be remembered: some tens of megabytes.
    private static let maximumCount = 1 << 20
    private var verdicts: [UInt64: Bool] = [:]

    func clear() {
        if !verdicts.isEmpty { verdicts.removeAll() }
    }

    func verdict(of block: UInt32, on node: Int) -> Bool? { verdicts[Self.key(block, node)] }

    func remember(_ verdict: Bool, of block: UInt32, on node: Int) {
        guard verdicts.count < Self.maximumCount else { return }
        verdicts[Self.key(block, node)] = verdict
    }

    private static func key(_ block: UInt32, _ node: Int) -> UInt64 {
        UInt64(block) << 32 | UInt64(UInt32(truncatingIfNeeded: node))
    }
}
