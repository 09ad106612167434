import Reporting
import TestSupport
import Testing
import Validator

@Suite struct HostileTextTests {
    private static let strict = Repository.file("schemas/junit-strict.xsd")

    @Test("Whatever text a report holds, JUnit XML is valid, complete and shows no raw control character")
    func junit() throws {
        var random = HostileText(seed: 1)
        for round in 0..<60 {
            let report = random.report()
            let warnings = random.pick(JUnitWarnings.self)
            let document = try JUnitRenderer(warnings: warnings).render(report)
            #expect(try XMLSchema.isValid(document, under: Self.strict), "round \(round)")
            let root = try XMLSchema.read(document)
            #expect(root.cases.count == report.checks.count + 1)
            #expect(!document.contains { $0 < 0x20 && $0 != 0x0A })
        }
    }

    @Test("The other profiles are well formed", arguments: JUnitProfile.allCases)
    func profiles(profile: JUnitProfile) throws {
        var random = HostileText(seed: 2)
        for _ in 0..<40 {
            let report = random.report()
            let root = try XMLSchema.read(JUnitRenderer(profile: profile).render(report))
            #expect(Set(root.cases.map(\.key)).count == report.checks.count + 1)
        }
    }

    @Test("HTML has only the elements of the renderer and no raw control character")
    func html() throws {
        var random = HostileText(seed: 3)
        for round in 0..<60 {
            let page = HTMLRenderer().render(random.report())
            #expect(try HTMLShape.problem(of: page) == nil, "round \(round)")
            #expect(!page.utf8.contains { $0 < 0x20 && $0 != 0x0A })
        }
    }

    @Test("A terminal gets no escape and a table no forged line")
    func text() {
        var random = HostileText(seed: 4)
        for _ in 0..<60 {
            let report = random.report()
            let text = TextRenderer().render(report)
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
            #expect(text.hasSuffix(report.closingSentence + "\n"))
        }
    }

    @Test("Markdown has no markup but the renderer's")
    func markdown() {
        var random = HostileText(seed: 5)
        for _ in 0..<60 {
            let text = MarkdownRenderer().render(random.report())
            let tags = text.matches(of: /<\/?([a-z]+)[^>]*>/).map { String($0.1) }
            #expect(Set(tags).subtracting(["br", "code", "details", "summary"]).isEmpty)
            #expect(!text.contains("<script") && !text.contains("\u{1B}"))
        }
    }

    @Test("JSON reads back the same")
    func json() throws {
        var random = HostileText(seed: 6)
        for _ in 0..<60 {
            let report = random.report()
            #expect(try AuditReport(json: JSONValue.parse(report.jsonText)) == report)
        }
    }
}
