import Reporting
import Testing
import Validator

@testable import Loader

/// What a service says at its end.
@Suite struct FollowSummaryTests {
    @Test("The defaults fit Kubernetes' thirty seconds: polls end within the grace, and some of it is kept")
    func options() {
        var options = FollowOptions()
        #expect(options.every == 300)
        #expect(options.grace == 25)
        #expect(options.waitSeconds == 10)
        #expect(options.reserve == 5)
        options.grace = 2
        #expect(options.waitSeconds == 1)
        #expect(options.reserve == 0.5)
    }

    @Test("Without a window: one sentence and one object")
    func empty() {
        var summary = FollowSummary()
        summary.seconds = 12.34
        #expect(
            summary.sentence
                == "0 read in 0 windows: 0 loaded, 0 replaced, 0 quarantined, 0 released in 12.3 s. no message came")
        #expect(summary.json["follow"]?["windows"]?.int == 0)
    }

    @Test("What no window took counts as read and released")
    func released() {
        var summary = FollowSummary()
        summary.addReleased(1_200)
        #expect(
            summary.sentence.hasPrefix("1,200 read in 0 windows: 0 loaded, 0 replaced, 0 quarantined, 1,200 released"))
        #expect(summary.json["follow"]?["counts"]?["released"]?.int == 1_200)
    }
}
