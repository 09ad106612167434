/// One suite, ready to be written: its counters are counted, not told.
struct JUnitSuite {
    var name: String
    var seconds: Double = 0
    var cases: [JUnitCase]
    /// The lines of `<system-err>`.
    var errorLines: [String] = []

    func number(of outcome: JUnitCase.Outcome) -> Int { cases.count { $0.outcome == outcome } }
}
