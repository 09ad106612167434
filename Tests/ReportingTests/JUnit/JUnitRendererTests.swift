import Reporting
import TestSupport
import Testing

@Suite struct JUnitRendererTests {
    private func read(
        _ report: AuditReport, _ renderer: JUnitRenderer = JUnitRenderer()
    ) throws -> XMLElement { try XMLSchema.read(renderer.render(report)) }

    @Test("One suite for each kind of check behind the gate, one case for each check")
    func structure() throws {
        let root = try read(Samples.load())
        #expect(root.name == "testsuites")
        #expect(root.attributes.isEmpty)
        let suites = root.all("testsuite")
        #expect(
            suites.map { $0.attributes["name"] }
                == ["gate", "message checks", "run checks", "delivery checks"].map { "user_logins: \($0)" })
        #expect(suites.map { $0.attributes["id"] } == ["0", "1", "2", "3"])
        #expect(suites.map { $0.all("testcase").count } == [1, 2, 2, 2])
        #expect(
            suites[1].children.map(\.name) == ["properties", "testcase", "testcase", "system-out", "system-err"])
    }

    @Test("Every suite's counters are those of its cases", arguments: JUnitWarnings.allCases)
    func counters(warnings: JUnitWarnings) throws {
        for report in [Samples.load(), Samples.check(), Samples.incomplete()] {
            for suite in try read(report, JUnitRenderer(warnings: warnings)).all("testsuite") {
                let cases = suite.all("testcase")
                #expect(suite.attributes["tests"] == String(cases.count))
                #expect(suite.attributes["failures"] == String(cases.count { $0.first("failure") != nil }))
                #expect(suite.attributes["errors"] == String(cases.count { $0.first("error") != nil }))
                #expect(suite.attributes["skipped"] == String(cases.count { $0.first("skipped") != nil }))
            }
        }
    }

    @Test("A failure says count, share and the first places, in the message's text too")
    func failure() throws {
        let failure = try #require(try read(Samples.load()).all("testsuite")[1].all("testcase")[0].first("failure"))
        #expect(failure.attributes["message"] == "/ip is an IPv4 address: 49 of 1,000 messages (4.9 %)")
        #expect(failure.attributes["type"] == "format")
        #expect(
            failure.text == """
                /ip is an IPv4 address: 49 of 1,000 messages (4.9 %)
                line 12, column 8, byte 1,834, /ip
                line 1,017, column 8, byte 159,669, /ip
                and 47 more
                """)
    }

    @Test("More places than the report shows are counted")
    func manyPlaces() throws {
        var report = Samples.load()
        report.checks[0].locations = (1...25).map { .init(line: $0) }
        let failure = try #require(try read(report).all("testsuite")[1].all("testcase")[0].first("failure"))
        let lines = failure.text.split(separator: "\n")
        #expect(lines.count == 12)
        #expect(lines.last == "and 62 more")
    }

    @Test("Passed checks and warnings stand with their measured values in the suite's output")
    func output() throws {
        let suite = try read(Samples.load()).all("testsuite")[2]
        #expect(
            suite.first("system-out")?.text == """
                PASS rowCount: number of messages: measured 1,000 rows, required > 0 rows
                WARN invalidRows: share of invalid messages: 50 failures, measured 5 %, required < 10 %, warn: < 1 %

                """)
    }

    @Test(
        "A warning is what the user asks for",
        arguments: [(JUnitWarnings.hidden, nil), (.skipped, "skipped"), (.failure, "failure")])
    func warnings(warnings: JUnitWarnings, element: String?) throws {
        let root = try read(Samples.load(), JUnitRenderer(warnings: warnings))
        #expect(root.all("testsuite")[2].all("testcase")[1].children.first?.name == element)
        var warned = Samples.load()
        warned.run.status = .warned
        warned.checks.remove(at: 0)
        #expect(try read(warned, JUnitRenderer(warnings: warnings)).cases[0].children.first?.name == element)
    }

    @Test("A check that could not be evaluated is an error, one that was not judged is skipped")
    func otherStates() throws {
        var report = Samples.load()
        report.checks[4].status = .error
        let delivery = try read(report).all("testsuite")[3]
        #expect(delivery.all("testcase").map { $0.children.first?.name } == ["error", "skipped"])
        #expect(delivery.all("testcase")[1].first("skipped")?.attributes.isEmpty == true)
    }

    @Test(
        "The gate carries the verdict",
        arguments: [
            (AuditReport.RunStatus.passed, nil), (.warned, nil), (.failed, "failure"), (.incomplete, "error"),
            (.interrupted, "error"),
        ])
    func gate(status: AuditReport.RunStatus, element: String?) throws {
        var report = Samples.check()
        report.run.status = status
        let gate = try read(report).cases[0]
        #expect(gate.key == "user_logins.gate gate")
        #expect(gate.children.first?.name == element)
    }

    @Test("A run that proves nothing is never green")
    func neverGreen() throws {
        #expect(try read(Samples.incomplete()).cases.map { $0.children.first?.name } == ["error"])
        var empty = Samples.check()
        empty.checks = []
        empty.counts = .init(read: 0)
        #expect(try read(empty).cases.map { $0.children.first?.name } == ["skipped"])
        empty.run.status = .warned
        #expect(try read(empty).cases.map { $0.children.first?.name } == ["skipped"])
        var unproven = Samples.check()
        unproven.reconciled = false
        #expect(try read(unproven).cases[0].children.first?.name == "error")
    }

    @Test("Problems stand in the gate's text and in its error output")
    func problems() throws {
        let root = try read(Samples.incomplete())
        let line = "source.unreadable: logins.ndjson could not be read: it is a directory. Name a file."
        #expect(root.cases[0].first("error")?.text.contains(line) == true)
        #expect(root.all("testsuite")[0].first("system-err")?.text == line + "\n")
    }

    @Test("Names are unique, stable and no longer than consumers take")
    func names() throws {
        var report = Samples.check()
        let long = String(repeating: "x", count: 1000)
        report.checks = ["a", "a", "", "a  b", "a b", "a\u{0}", "a␀", long, long + "y"].map {
            .init(id: $0, name: "n", kind: .message, status: .passed)
        }
        let names = try read(report).all("testsuite")[1].all("testcase").compactMap { $0.attributes["name"] }
        let cut = String(repeating: "x", count: 200) + "…"
        #expect(names == ["a", "a #2", "unnamed", "a b", "a b #2", "a␀", "a␀ #2", cut, cut + " #2"])
    }

    @Test("Every suite names the run, the contract and the counts")
    func properties() throws {
        for suite in try read(Samples.load()).all("testsuite") {
            let properties = suite.first("properties")?.all("property") ?? []
            let values = Dictionary(
                uniqueKeysWithValues: properties.map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") })
            #expect(values["run.id"] == "019aaf00-0000-7000-8000-000000000001")
            #expect(values["contract.version"] == "1.0.0")
            #expect(values["database"] == "postgresql://loader@localhost/events")
            #expect(values["counts.read"] == "1000")
            #expect(values["counts.acknowledged"] == nil)
            #expect(suite.attributes["hostname"] == "localhost")
            #expect(suite.attributes["timestamp"] == "2026-11-23T05:40:53")
        }
    }

    @Test(
        "Times have at most three decimals and no separators",
        arguments: [(0.0, "0"), (0.4125, "0.413"), (4_321.5, "4321.5"), (-1, "0"), (.nan, "0"), (.infinity, "0")])
    func time(seconds: Double, text: String) throws {
        var report = Samples.check()
        report.timing.elapsedSeconds = seconds
        #expect(try read(report).all("testsuite")[0].attributes["time"] == text)
    }
}
