import Synchronization
import Testing

@testable import Loader

@Suite("Threads and monitors")
struct WorkerThreadTests {
    @Test("each number is done once, whatever the number of threads", arguments: [0, 1, 2, 1_000], [1, 4])
    func forEach(count: Int, threads: Int) {
        let seen = Mutex<[Int]>([])
        WorkerThread.forEach(count, threads: threads) { number in seen.withLock { $0.append(number) } }
        #expect(seen.withLock { $0 }.sorted() == Array(0..<count))
    }

    @Test("a wait ends when the state is what it waits for")
    func wait() throws {
        let monitor = Monitor(0)
        let thread = try WorkerThread {
            for _ in 0..<100 { monitor.update { $0 += 1 } }
        }
        #expect(monitor.wait { $0 == 100 ? $0 : nil } == 100)
        thread.join()
        thread.join()
        #expect(monitor.read { $0 } == 100)
    }

    @Test("what a wait changes wakes the others")
    func handOver() {
        let monitor = Monitor((ball: 0, turns: 0))
        WorkerThread.forEach(2, threads: 2) { player in
            for _ in 0..<200 {
                monitor.wait { state -> Void? in
                    guard state.ball == player else { return nil }
                    state = (1 - player, state.turns + 1)
                    return ()
                }
            }
        }
        #expect(monitor.read { $0.turns } == 400)
    }

    @Test("a wait for what does not come ends without it", arguments: [0, 1, 30])
    func timeout(milliseconds: Int) {
        let monitor = Monitor(false)
        #expect(monitor.wait(milliseconds: milliseconds) { $0 ? () : nil } == nil)
    }

    @Test("pauses double up to their cap, and are random below it")
    func pauses() {
        let policy = RetryPolicy(attempts: 100, base: 10, cap: 70)
        for (attempt, bound) in [(1, 10), (2, 20), (3, 40), (4, 70), (50, 70), (99, 70)] {
            let pauses = (0..<300).map { _ in policy.pause(after: attempt) }
            #expect(pauses.allSatisfy { (0...bound).contains($0) })
            #expect(Set(pauses).count > 5)
        }
    }

    /// How many failures a series bears, at most 1,000.
    private func failures(_ policy: RetryPolicy, unless isCancelled: () -> Bool = { false }) -> Int {
        var series = RetrySeries(policy)
        var count = 1
        while count < 1_000, series.wait(unless: isCancelled) { count += 1 }
        return count
    }

    @Test("a series ends by the number of its attempts, by its time, or where it is cancelled")
    func series() {
        #expect(failures(RetryPolicy(attempts: 1, base: 1, cap: 1)) == 1)
        #expect(failures(RetryPolicy(attempts: 5, base: 1, cap: 1)) == 5)
        #expect(failures(RetryPolicy(attempts: .max, base: 1, cap: 1, seconds: 0)) == 1)
        #expect((2..<1_000).contains(failures(RetryPolicy(attempts: .max, base: 20, cap: 20, seconds: 0.1))))
        #expect(failures(RetryPolicy(attempts: .max, base: 1, cap: 1)) { true } == 1)
    }

    @Test("the time of a series begins with its first failure")
    func lateSeries() {
        var series = RetrySeries(RetryPolicy(attempts: .max, base: 1, cap: 1, seconds: 0.2))
        RetryPolicy.wait(300)
        let goesOn = series.wait()
        #expect(goesOn)
    }

    @Test("a pause that is cancelled ends")
    func cancelledPause() {
        let asked = Mutex(0)
        RetryPolicy.wait(1_000_000) {
            asked.withLock { asked in
                asked += 1
                return asked > 1
            }
        }
        #expect(asked.withLock { $0 } == 2)
    }
}
