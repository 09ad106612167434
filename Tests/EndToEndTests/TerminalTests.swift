import Foundation
import Testing

/// What a person sees: progress and colours on a terminal, and neither where they are not wanted.
@Suite struct TerminalTests {
    private func check(_ work: Workspace, _ more: [String] = [], environment: [String: String] = [:]) throws -> String {
        let arguments = ["check", "--schema", Repository.contract] + more + ["in.ndjson"]
        let shown = try PseudoTerminal.run(arguments, in: work.path, environment: environment)
        #expect(shown.code == 1)
        return shown.text
    }

    @Test("A terminal shows progress with its rate, cleared at the end, and a coloured verdict")
    func terminal() throws {
        let work = try Workspace()
        try work.write(Logins.lines(0..<20_000) + "broken\n" + Logins.lines(0..<900), to: "in.ndjson")
        let text = try check(work, ["--max-invalid", "0"])
        #expect(text.contains("\u{1B}[K"))
        #expect(text.contains(" messages  "))
        #expect(text.contains("/s"))
        #expect(text.contains(" s left"))
        #expect(text.contains("20,901 read: 20,900 valid, 1 invalid"))
        let last = try #require(text.split(whereSeparator: \.isNewline).last)
        #expect(last.contains("\u{1B}[") && last.contains("FAILED: "))
    }

    @Test(
        "No colour where it is refused",
        arguments: [(["--no-color"], [:]), ([], ["NO_COLOR": "1"]), ([], ["TERM": "dumb"])]
            as [([String], [String: String])])
    func plain(flags: [String], environment: [String: String]) throws {
        let work = try Workspace()
        try work.write("broken\n" + Logins.lines(0..<9), to: "in.ndjson")
        let text = try check(work, flags, environment: environment).replacing("\r\u{1B}[K", with: "")
        #expect(text.contains("10 read: 9 valid, 1 invalid"))
        #expect(!text.replacing(#/\r[^\n]*\u{1B}\[K/#, with: "").contains("\u{1B}[3"))
    }

    @Test("--quiet and --json show no progress")
    func quiet() throws {
        let work = try Workspace()
        try work.write(Logins.lines(0..<3_000) + "broken\n", to: "in.ndjson")
        for flag in ["--quiet", "--json"] {
            let text = try check(work, [flag, "--max-invalid", "0"])
            #expect(!text.contains(" messages  "))
            #expect(!text.contains("\u{1B}"))
        }
    }
}
