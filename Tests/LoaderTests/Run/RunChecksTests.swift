import Reporting
import Testing
import Validator

@testable import Loader

/// The checks that hold where a contract says nothing.
@Suite struct RunChecksTests {
    private static func request(
        _ command: RunRequest.Command, checks: String = "", _ change: (inout RunRequest) -> Void = { _ in }
    ) throws -> RunRequest {
        let folder = try ContractFolder()
        let text = "contract: c\nversion: 1.0.0\nmessage: {type: object}\n" + checks
        var request = RunRequest(command, contract: try Contract.load(path: try folder.write(text, to: "c.yaml")))
        change(&request)
        return request
    }

    private static func ids(_ request: RunRequest) -> [String] { RunChecks.all(of: request).map(\.id) }

    @Test("a check wants messages, and none of them invalid")
    func check() throws {
        let checks = RunChecks.all(of: try Self.request(.check))
        #expect(checks.map(\.id) == ["row_count", "max_invalid"])
        #expect(checks[0].thresholds == [Threshold(.mustBeGreaterThan, 0)])
        #expect(checks[1].thresholds == [Threshold(.mustBeLessOrEqualTo, 0)])
    }

    @Test("a load warns of what it quarantines")
    func load() throws {
        let checks = RunChecks.all(of: try Self.request(.load))
        #expect(checks.map(\.id) == ["row_count", "invalid_rows"])
        #expect(checks[1].thresholds.isEmpty && checks[1].warnThresholds == [Threshold(.mustBeLessOrEqualTo, 0)])
    }

    @Test("--allow-empty takes the wish for messages back, but not a contract's own")
    func allowEmpty() throws {
        #expect(Self.ids(try Self.request(.check) { $0.allowsEmpty = true }) == ["max_invalid"])
        let own = "checks:\n  - {metric: rowCount, mustBeGreaterThan: 5}\n"
        let request = try Self.request(.check, checks: own) { $0.allowsEmpty = true }
        #expect(RunChecks.all(of: request).first?.metric == .rowCount)
    }

    @Test(
        "only a check of the rows that fails without any stands for the wish for messages",
        arguments: [
            ("mustBeGreaterThan: 0", true), ("mustBe: 7", true), ("mustBeBetween: [1, 9]", true),
            ("mustBeLessThan: 100", false), ("mustBeBetween: [0, 9]", false),
            ("severity: warn, mustBeGreaterThan: 0", false), ("warn: {mustBeGreaterThan: 0}", false),
        ])
    func rowCounts(check: String, isEnough: Bool) throws {
        let own = "checks:\n  - {metric: rowCount, \(check)}\n"
        let ids = Self.ids(try Self.request(.load, checks: own))
        #expect(ids.contains("row_count") == !isEnough, "\(ids)")
    }

    @Test(
        "a contract's own limit for invalid messages replaces the usual one",
        arguments: [RunRequest.Command.check, .load])
    func ownLimit(command: RunRequest.Command) throws {
        let own = "checks:\n  - {metric: invalidRows, unit: percent, mustBeLessThan: 5}\n"
        let checks = RunChecks.all(of: try Self.request(command, checks: own)).filter { $0.metric == .invalidRows }
        #expect(checks.count == 1 && checks[0].unit == .percent)
    }

    @Test("--max-invalid is one more limit beside the contract's")
    func flag() throws {
        let own = "checks:\n  - {metric: invalidRows, mustBeLessThan: 5}\n"
        let share = try Self.request(.load, checks: own) { $0.maxInvalid = .percent(0.5) }
        let checks = RunChecks.all(of: share).filter { $0.metric == .invalidRows }
        #expect(checks.count == 2 && checks[1].id == "max_invalid" && checks[1].unit == .percent)
        #expect(checks[1].thresholds == [Threshold(.mustBeLessOrEqualTo, 0.5)])
        let number = try Self.request(.load) { $0.maxInvalid = .rows(3) }
        #expect(RunChecks.all(of: number).last?.thresholds == [Threshold(.mustBeLessOrEqualTo, 3)])
    }
}
