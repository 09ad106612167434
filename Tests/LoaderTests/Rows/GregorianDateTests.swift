import Testing

@testable import Loader

@Suite struct GregorianDateTests {
    @Test("every day from year 1 to 4000 follows the one before and reads back")
    func calendar() {
        var expected = GregorianDate(year: 1, month: 1, day: 1)?.number ?? 0
        #expect(expected == -719_162)
        for year in 1...4000 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let date = GregorianDate(year: year, month: month, day: day) else { continue }
                    guard date.number == expected, GregorianDate(day: expected) == date else {
                        Issue.record("\(date)")
                        return
                    }
                    expected += 1
                }
            }
        }
        #expect(expected == GregorianDate(year: 4001, month: 1, day: 1)?.number)
    }

    @Test(
        "moments print in UTC, before 1970 too",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (1_790_000_000_123_456, "2026-09-21T14:13:20Z"),
            (-86_400_000_000, "1969-12-31T00:00:00Z"), (-86_400_000_001, "1969-12-30T23:59:59Z"),
        ] as [(Int64, String)])
    func text(_ microseconds: Int64, _ expected: String) {
        #expect(Timestamp(microseconds: microseconds).text == expected)
    }
}
