/// What each stage of a run took: messages and elapsed time, added up over all threads.
public struct StageProfile: Hashable, Sendable {
    /// What one stage took.
    public struct Cost: Hashable, Sendable {
        /// The messages that went through it.
        public var messages = 0
        /// The time by the clock, in nanoseconds.
        public var nanoseconds: UInt64 = 0
    }

    private var costs = [Cost](repeating: Cost(), count: Stage.allCases.count)

    /// No time taken yet.
    public init() {}

    /// What a stage took.
    public subscript(stage: Stage) -> Cost { costs[stage.rawValue] }

    /// Adds time to a stage.
    mutating func add(_ stage: Stage, messages: Int, nanoseconds: UInt64) {
        costs[stage.rawValue].messages += messages
        costs[stage.rawValue].nanoseconds += nanoseconds
    }

    /// Adds what another thread took.
    mutating func add(_ other: StageProfile) {
        for stage in Stage.allCases {
            add(stage, messages: other[stage].messages, nanoseconds: other[stage].nanoseconds)
        }
    }
}
