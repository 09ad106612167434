import Foundation
import Reporting
import TestSupport
import Testing

@Suite struct JUnitSchemaTests {
    static let strict = Repository.file("schemas/junit-strict.xsd")
    /// The published schemas that the strict profile promises to satisfy, all at once.
    static let promised = ["jenkins-junit-4.xsd", "jenkins-xunit-junit-10.xsd", "windyroad-JUnit.xsd"]

    static let reports: [AuditReport] = {
        var interrupted = Samples.load()
        interrupted.run.status = .interrupted
        interrupted.checks[4].status = .error
        return [Samples.load(), Samples.check(), Samples.incomplete(), interrupted]
    }()

    @Test("The strict profile is valid under its own schema", arguments: reports, JUnitWarnings.allCases)
    func own(report: AuditReport, warnings: JUnitWarnings) throws {
        let document = try JUnitRenderer(warnings: warnings).render(report)
        #expect(try XMLSchema.isValid(document, under: Self.strict))
    }

    @Test("The strict profile is valid under each published schema that it promises")
    func published() throws {
        guard let folder = Repository.testData else {
            print("note: no shared test data (AUDIT_TEST_DATA): JUnit XML checked against junit-strict.xsd only")
            return
        }
        var random = HostileText(seed: 7)
        let reports = Self.reports + (0..<30).map { _ in random.report() }
        for name in Self.promised {
            let schema = folder.appending(path: "junit-xsd/\(name)").path(percentEncoded: false)
            for report in reports {
                for warnings in JUnitWarnings.allCases {
                    let document = try JUnitRenderer(warnings: warnings).render(report)
                    #expect(try XMLSchema.isValid(document, under: schema), "\(name)")
                }
            }
        }
    }

    @Test("The strict schema refuses what a consumer would trip over", arguments: breaks)
    func refuses(change: (from: String, to: String)) throws {
        let document = String(decoding: try JUnitRenderer().render(Samples.load()), as: UTF8.self)
        let broken = document.replacing(change.from, with: change.to, maxReplacements: 1)
        #expect(broken != document)
        #expect(try !XMLSchema.isValid(Array(broken.utf8), under: Self.strict), "\(change.from)")
    }

    static let breaks: [(from: String, to: String)] = [
        ("<testsuites>", "<testsuites name=\"x\">"), (" package=\"\"", ""), (" package=\"\"", " package=\"p\""),
        (" id=\"1\"", " id=\"0\""), ("2026-11-23T05:40:53\"", "2026-11-23T05:40:53Z\""),
        ("time=\"0.412\"", "time=\"0.4123\""),
        ("time=\"0.412\"", "time=\"1,000\""), ("hostname=\"localhost\"", ""), ("tests=\"1\"", "tests=\"0\""),
        ("type=\"failed\"", ""), ("name=\"rowCount\"", "name=\"invalidRows\""), ("name=\"rowCount\"", "name=\"\""),
        ("<skipped>", "<skipped message=\"m\">"), ("name=\"user_logins: run checks\"", "name=\"user_logins: gate\""),
        ("classname=\"user_logins.run\" time=\"0\"", "classname=\"user_logins.run\" time=\"0\" file=\"f\""),
        ("<system-err></system-err>", ""), ("</failure>", "</failure><error message=\"m\" type=\"t\">e</error>"),
    ]
}
