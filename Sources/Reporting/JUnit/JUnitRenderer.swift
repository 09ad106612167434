/// Renders a report as JUnit XML, which every CI system shows.
///
/// One suite for each group of checks, one case for each check (never for each row), passing ones too, and a case
/// `gate` with the verdict, so that an empty run is no empty file and an incomplete one never green.
public struct JUnitRenderer: Sendable {
    /// The dialect.
    public var profile: JUnitProfile
    /// What a check that only warned becomes.
    public var warnings: JUnitWarnings

    /// A renderer of that dialect.
    public init(profile: JUnitProfile = .strict, warnings: JUnitWarnings = .hidden) {
        self.profile = profile
        self.warnings = warnings
    }

    /// The document's bytes in UTF-8.
    ///
    /// - Throws: ``ReportError`` of code `report.xml` where the XML library has no memory.
    public func render(_ report: AuditReport) throws(ReportError) -> [UInt8] {
        let xml = try XMLWriter()
        xml.element("testsuites") {
            for (id, suite) in JUnitSuite.suites(of: report, warnings: warnings).enumerated() {
                write(suite, id: id, of: report, to: xml)
            }
        }
        return try xml.finish()
    }

    private func write(_ suite: JUnitSuite, id: Int, of report: AuditReport, to xml: XMLWriter) {
        xml.element("testsuite", attributes(of: suite, id: id, report)) {
            write(properties(of: report), to: xml)
            for testCase in suite.cases { write(testCase, of: report, to: xml) }
            xml.element("system-out", text: suite.cases.map { $0.outputLine + "\n" }.joined())
            xml.element("system-err", text: suite.errorLines.map { $0 + "\n" }.joined())
        }
    }

    private func attributes(of suite: JUnitSuite, id: Int, _ report: AuditReport) -> [(String, String)] {
        [
            ("name", suite.name), ("package", ""), ("id", String(id)),
            ("hostname", "localhost"), ("timestamp", report.run.startedAt.secondsText),
            ("tests", String(suite.cases.count)), ("failures", String(suite.number(of: .failure))),
            ("errors", String(suite.number(of: .error))), ("skipped", String(suite.number(of: .skipped))),
            ("time", Self.seconds(suite.seconds)),
        ]
    }

    private func write(_ properties: [(String, String)], to xml: XMLWriter) {
        xml.element("properties") {
            for (name, value) in properties { xml.element("property", [("name", name), ("value", value)]) }
        }
    }

    private func write(_ testCase: JUnitCase, of report: AuditReport, to xml: XMLWriter) {
        xml.element("testcase", attributes(of: testCase, report)) {
            if profile == .azure, !testCase.properties.isEmpty { write(testCase.properties, to: xml) }
            writeOutcome(of: testCase, to: xml)
            if profile == .gitlab { xml.element("system-out", text: testCase.outputLine) }
        }
    }

    private func attributes(of testCase: JUnitCase, _ report: AuditReport) -> [(String, String)] {
        var attributes = [
            ("name", testCase.name), ("classname", testCase.className), ("time", Self.seconds(testCase.seconds)),
        ]
        guard profile == .gitlab || profile == .github, let location = testCase.location else { return attributes }
        // Places of a run's only file do not repeat its name.
        let onlyFile = report.input.count == 1 && location.messageID == nil ? report.input[0].name : nil
        if let file = location.input ?? onlyFile { attributes.append(("file", VisibleText.oneLine(file))) }
        if profile == .github, let line = location.line { attributes.append(("line", String(line))) }
        return attributes
    }

    private func writeOutcome(of testCase: JUnitCase, to xml: XMLWriter) {
        let attributes = [("message", testCase.message), ("type", testCase.type)]
        switch testCase.outcome {
        case .passed: break
        case .skipped:
            xml.element(
                "skipped", profile.hasSkippedMessage ? [("message", testCase.message)] : [], text: testCase.details)
        case .failure: xml.element("failure", attributes, text: testCase.details)
        case .error: xml.element("error", attributes, text: testCase.details)
        }
    }

    /// At most three decimals and no separators, as the strictest of the schemas wants it.
    static func seconds(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds > 0, seconds < 1e12 else { return "0" }
        return Numerals.decimal(seconds, 3).filter { $0 != "," }
    }
}
