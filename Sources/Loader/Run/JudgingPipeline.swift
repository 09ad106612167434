/// Reads a source on one thread, judges its blocks on several, and hands the results out in input order.
///
/// So many messages and bytes are under way at most, so that memory does not depend on the source's size, and so that
/// a stalled database stops the reading. It is more than a transaction takes: while one is written, the next is judged.
final class JudgingPipeline: Sendable {
    /// What came next.
    enum Event {
        case judged(Judgement)
        /// Blocks that were read after the run was asked to stop: to be given back.
        case unjudged(MessageBlock)
        /// Nothing came for a while.
        case idle
        /// All has been handed out; the error is why the source could not be read to its end.
        case end((any Error)?)
    }

    private struct State {
        /// Blocks to be judged, by their number, and the number of the next one.
        var waiting: [Int: (block: MessageBlock, count: Int)] = [:]
        var nextToJudge = 0
        var finished: [Int: Event] = [:]
        var read = 0
        var handedOut = 0
        /// What was read and is not handed out yet.
        var messages = 0
        var bytes = 0
        var sizes: [Int: (messages: Int, bytes: Int)] = [:]
        var readError: (any Error)?
        var isCutOff = false
        var isReadToEnd = false
        var isCancelled = false
        var workersLeft: Int
        var stages = StageProfile()

        mutating func take(messages: Int, bytes: Int) {
            read += 1
            self.messages += messages
            self.bytes += bytes
            sizes[read] = (messages, bytes)
        }

        mutating func handOut() {
            handedOut += 1
            guard let size = sizes.removeValue(forKey: handedOut) else { return }
            messages -= size.messages
            bytes -= size.bytes
        }
    }

    private let source: any MessageSource
    /// Bytes under way at most, as long as every judge has work.
    private static let maximumBytes = 8 << 20

    private let judgeCount: Int
    private let capacity: Int
    private let maximumMessages: Int?
    private let profiles: Bool
    private let state: Monitor<State>
    private let stops: @Sendable () -> Bool
    private let isExclusive: @Sendable () -> Bool

    /// Starts to read and to judge.
    ///
    /// - Parameters:
    ///   - judges: one for each thread that judges; theirs from now on.
    ///   - capacity: messages under way at most, as long as every judge has work.
    ///   - maximumMessages: reading ends after so many.
    ///   - profiles: whether the time of the reading is taken.
    ///   - meter: is told how long each block took.
    ///   - stops: whether what is read from now on is to be given back.
    ///   - isExclusive: whether the first judge is to work alone for the moment.
    init(
        source: any MessageSource, judges: [Judge], capacity: Int, maximumMessages: Int?, profiles: Bool = false,
        meter: (any RunMeter)? = nil, stops: @escaping @Sendable () -> Bool,
        isExclusive: @escaping @Sendable () -> Bool = { false }
    ) throws(LoaderError) {
        self.source = source
        self.maximumMessages = maximumMessages
        self.profiles = profiles
        self.stops = stops
        self.isExclusive = isExclusive
        self.capacity = capacity
        judgeCount = judges.count
        state = Monitor(State(workersLeft: judges.count))
        do throws(LoaderError) {
            for (position, judge) in judges.enumerated() {
                _ = try WorkerThread { [self] in
                    WorkerThread.giveWay()
                    judgeAll(judge, isFirst: position == 0, meter)
                }
            }
            // The last one: what it reads finds its judges.
            _ = try WorkerThread { [self] in readAll() }
        } catch {
            state.update { $0.isReadToEnd = true }
            throw error
        }
    }

    private func judgeAll(_ judge: Judge, isFirst: Bool, _ meter: (any RunMeter)?) {
        while let (number, block, count) = take(isFirst: isFirst) {
            let start = ContinuousClock.now
            let judgement = judge.judge(block, count: count)
            meter?.measured(.judge, seconds: (ContinuousClock.now - start) / .seconds(1))
            state.update { $0.finished[number] = .judged(judgement) }
        }
        finish(judge)
    }

    /// Waits for what comes next, in input order, at most so many milliseconds.
    func next(milliseconds: Int? = nil) -> Event {
        let event = state.wait(milliseconds: milliseconds) { state -> Event? in
            if let event = state.finished.removeValue(forKey: state.handedOut) {
                state.handOut()
                return event
            }
            let isOver = state.isReadToEnd && state.handedOut == state.read && state.workersLeft == 0
            return isOver ? .end(state.readError) : nil
        }
        return event ?? .idle
    }

    /// Whether more messages came than were to be read; known when the end has come.
    var isCutOff: Bool { state.read { $0.isCutOff } }

    /// What reading and judging took; whole when the end has come.
    var stages: StageProfile { state.read { $0.stages } }

    private func finish(_ judge: Judge) {
        state.update { state in
            state.workersLeft -= 1
            state.stages.add(judge.stages)
        }
    }

    /// Judges nothing more: what is still under way is handed out unjudged.
    func cancel() {
        state.update { $0.isCancelled = true }
        source.stop()
    }

    private func take(isFirst: Bool) -> (Int, MessageBlock, Int)? {
        state.wait { state -> (Int, MessageBlock, Int)?? in
            if isFirst || !isExclusive(), let next = state.waiting.removeValue(forKey: state.nextToJudge) {
                state.nextToJudge += 1
                return .some((state.nextToJudge - 1, next.block, next.count))
            }
            return state.isReadToEnd ? .some(nil) : nil
        } ?? nil
    }

    // MARK: Reading

    private func readAll() {
        let timer = StageTimer(interval: profiles ? 1 : 0)
        var failure: (any Error)?
        do { try readAll(timer) } catch { failure = error }
        state.update {
            $0.readError = failure
            $0.isReadToEnd = true
            $0.stages.add(timer.profile)
        }
    }

    private func readAll(_ timer: StageTimer) throws {
        var left = maximumMessages ?? .max
        timer.begin()
        while left > 0, let block = try source.next() {
            let count = min(left, block.messages.count)
            left -= count
            if count < block.messages.count { state.update { $0.isCutOff = true } }
            timer.lap(.read, messages: count)
            put(block, count: count, isGivenBack: stops())
            timer.begin()
        }
        guard left == 0 else { return }
        // What comes behind the last message is given back; an input before it that could not be read is told.
        source.stop()
        while let block = try source.next() {
            state.update { $0.isCutOff = true }
            put(block, count: 0, isGivenBack: true)
        }
    }

    private func put(_ block: MessageBlock, count: Int, isGivenBack: Bool) {
        state.wait { state -> Void? in
            guard hasRoom(state) || state.isCancelled else { return nil }
            if isGivenBack || state.isCancelled {
                state.finished[state.read] = .unjudged(block)
            } else {
                state.waiting[state.read] = (block, count)
            }
            state.take(messages: block.messages.count, bytes: block.bytes.count)
            return ()
        }
    }

    private func hasRoom(_ state: State) -> Bool {
        state.read - state.handedOut <= judgeCount + 1
            || (state.messages < capacity && state.bytes < Self.maximumBytes)
    }
}
