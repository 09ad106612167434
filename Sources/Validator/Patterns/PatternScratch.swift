import CPCRE2

/// What one thread needs to match patterns: PCRE2's match data, its limits and its stack. Not to be shared.
final class PatternScratch {
    let matchData: OpaquePointer?
    let context: OpaquePointer?
    /// One byte to point at for a text that has no address.
    let emptyText: UnsafeMutablePointer<UInt8>
    private let stack: OpaquePointer?
    private var matchLimit: UInt32 = 0
    /// The ways out of repetitions that the text may still cost.
    private let steps: UnsafeMutablePointer<Int>

    /// Ways out of repetitions that a text may cost, whatever its length and for each byte: one for each byte is usual,
    /// and a search for a word's end in the lines of an encoded file takes half a line's length.
    private static let baseSteps = 20_000
    private static let stepsPerByte = 48

    /// Steps of backtracking that a text may cost: enough for every word of a long text, far below a millisecond.
    private static let baseMatchLimit: UInt32 = 20_000

    init() {
        matchData = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(64 << 10, 4 << 20, nil)
        emptyText = .allocate(capacity: 1)
        emptyText.initialize(to: 0)
        steps = .allocate(capacity: 1)
        steps.initialize(to: 0)
        guard let context else { return }
        pcre2_jit_stack_assign_8(context, nil, stack.map(UnsafeMutableRawPointer.init))
        // The interpreter's limits, where there is no just-in-time compiler: nested steps, and KiB of heap.
        pcre2_set_depth_limit_8(context, 20_000)
        pcre2_set_heap_limit_8(context, 16 << 10)
        pcre2_set_callout_8(context, Self.countStep, steps)
    }

    private static let countStep:
        @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?)
            -> Int32 = { _, steps in
                guard let steps = steps?.assumingMemoryBound(to: Int.self) else { return PCRE2_ERROR_CALLOUT }
                steps.pointee -= 1
                return steps.pointee < 0 ? PCRE2_ERROR_CALLOUT : 0
            }

    deinit {
        pcre2_match_data_free_8(matchData)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
        emptyText.deallocate()
        steps.deallocate()
    }

    /// Sets the limits of a match. That of PCRE2: a constant, and for long texts two steps a byte on top.
    @inline(__always)
    func setLimits(forTextOf count: Int) {
        steps.pointee = Self.baseSteps + Self.stepsPerByte * count
        let limit = Self.baseMatchLimit &+ UInt32(clamping: (count >> 12) << 13)
        guard limit != matchLimit, let context else { return }
        matchLimit = limit
        pcre2_set_match_limit_8(context, limit)
    }
}
