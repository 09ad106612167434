import Testing

@testable import Loader

@Suite("A timer of stages")
struct StageTimerTests {
    @Test("counts nothing while it is off")
    func off() {
        let timer = StageTimer(interval: 0)
        for number in 0..<10 {
            timer.begin(number)
            timer.lap(.parse)
        }
        #expect(timer.profile == StageProfile())
    }

    @Test("times each so manieth message and counts it for all", arguments: [1, 2, 5, 16])
    func samples(interval: Int) {
        let timer = StageTimer(interval: interval)
        for number in 0..<80 {
            timer.begin(number)
            timer.lap(.parse)
            timer.lap(.validate)
        }
        #expect(timer.profile[.parse].messages == 80)
        #expect(timer.profile[.validate].messages == 80)
        #expect(timer.profile[.encode] == StageProfile.Cost())
    }

    @Test("gives the time since the last look to the stage that ends")
    func elapsed() {
        let timer = StageTimer(interval: 1)
        timer.begin()
        timer.lap(.wait, messages: 0)
        var sum = 0
        for number in 0..<100_000 { sum &+= number }
        timer.lap(.sort, messages: sum == 0 ? 0 : 7)
        #expect(timer.profile[.sort].messages == 7)
        #expect(timer.profile[.sort].nanoseconds > 0)
        #expect(timer.profile[.wait].messages == 0)
    }

    @Test("profiles of several threads add up, stage by stage")
    func sum() {
        var (one, other) = (StageProfile(), StageProfile())
        one.add(.read, messages: 2, nanoseconds: 30)
        other.add(.read, messages: 3, nanoseconds: 4)
        other.add(.commit, messages: 1, nanoseconds: 5)
        one.add(other)
        #expect(one[.read] == StageProfile.Cost(messages: 5, nanoseconds: 34))
        #expect(one[.commit] == StageProfile.Cost(messages: 1, nanoseconds: 5))
    }

    @Test("every stage has a name of its own, in plain words")
    func names() {
        let names = Stage.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.contains("copy rows") && names.contains("copy entries"))
        #expect(names.allSatisfy { $0 == $0.lowercased() })
    }
}
