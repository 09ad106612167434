import Reporting
import Testing

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
}
