import Testing

@testable import Reporting

@Suite struct TextTableTests {
    @Test("Columns are as wide as their widest cell, and lines have no trailing spaces")
    func table() {
        var table = TextTable([("Name", .left), ("n", .right), ("Last", .left)])
        table.add("é", "1,000", "")
        table.add("longer", "7", "x")
        #expect(
            table.lines == [
                "Name        n  Last", "------  -----  ----", "é       1,000", "longer      7  x",
            ])
    }

    @Test("Paint leaves text alone where it is off, and never paints nothing")
    func paint() {
        #expect(Paint(isOn: false).red("a") == "a")
        #expect(Paint(isOn: true).red("a") == "\u{1B}[1;31ma\u{1B}[0m")
        #expect(Paint(isOn: true).red("") == "")
    }

    @Test("Each verdict and each outcome has its colour")
    func colors() {
        let paint = Paint(isOn: true)
        let verdicts = AuditReport.RunStatus.allCases.map { paint.verdict("x", $0) }
        #expect(verdicts == [paint.green("x"), paint.yellow("x"), paint.red("x"), paint.red("x"), paint.yellow("x")])
        let outcomes = AuditReport.CheckStatus.allCases.map { paint.outcome("x", $0) }
        #expect(outcomes == [paint.green("x"), paint.yellow("x"), paint.red("x"), paint.red("x"), paint.dim("x")])
    }
}
