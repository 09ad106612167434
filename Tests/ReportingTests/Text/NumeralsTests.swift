import Testing

@testable import Reporting

@Suite struct NumeralsTests {
    @Test(
        "Thousands are separated",
        arguments: [
            (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"), (1_234_567, "1,234,567"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ])
    func grouped(value: Int, text: String) { #expect(Numerals.grouped(value) == text) }

    @Test(
        "A number has the decimals asked for",
        arguments: [
            (0.0, 1, "0.0"), (0.412, 1, "0.4"), (0.45, 0, "0"), (1234.5, 2, "1,234.50"), (-0.04, 1, "0.0"),
            (-2.26, 1, "-2.3"), (9.999, 2, "10.00"), (1e300, 2, "1e+300"), (.infinity, 1, "–"), (.nan, 1, "–"),
        ])
    func fixed(value: Double, places: Int, text: String) { #expect(Numerals.fixed(value, places) == text) }

    @Test(
        "A share never claims nothing or all where it is not so",
        arguments: [
            (0, 10, "0 %"), (10, 10, "100 %"), (1, 3, "33.33 %"), (1, 1_000_000, "<0.01 %"),
            (999_999, 1_000_000, ">99.99 %"), (5, 100, "5 %"), (1, 0, "–"),
        ])
    func share(part: Int, whole: Int, text: String) { #expect(Numerals.share(part, of: whole) == text) }

    @Test(
        "A quantity has its unit",
        arguments: [
            (5.0, "percent", "5 %"), (1000, "rows", "1,000 rows"), (1, "rows", "1 row"), (0, "rows", "0 rows"),
            (4.99996, "percent", "5 %"), (33.333333, "percent", "33.3333 %"), (0.00001, "percent", "0.00001 %"),
            (2, "ro\u{1B}ws", "2 ro␛ws"),
        ])
    func quantity(value: Double, unit: String, text: String) {
        #expect(Numerals.quantity(value, unit: unit) == text)
    }

    @Test(
        "Rounding never moves a measured value to a limit or over it",
        arguments: [
            (4.99996, 5.0, "4.99996 %"), (5.00004, 5, "5.00004 %"), (5, 5, "5 %"), (4.99996, 4, "5 %"),
            (0.00001, 0, "0.00001 %"), (99.999999, 100, "99.999999 %"), (4.99995, 4.99999, "4.99995 %"),
        ])
    func besideLimit(value: Double, limit: Double, text: String) {
        #expect(Numerals.quantity(value, unit: "percent", beside: [limit]) == text)
    }

    @Test(
        "A limit is shown as it was given",
        arguments: [(4.99999, "4.99999"), (0.00001, "0.00001"), (5, "5"), (0.1, "0.1")])
    func limit(value: Double, text: String) {
        #expect(Numerals.quantity(value, unit: nil, beside: [value]) == text)
    }

    @Test("A quantity without a unit is a number alone")
    func bare() { #expect(Numerals.quantity(12.5, unit: nil) == "12.5") }

    @Test(
        "Sizes are short",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (157_000, "157 kB"), (1_550_000, "1.6 MB"),
            (999_999, "1 MB"), (10_000_000_000, "10 GB"),
        ])
    func bytes(count: Int, text: String) { #expect(Numerals.bytes(count) == text) }

    @Test("One is singular", arguments: [(0, "0 checks"), (1, "1 check"), (2000, "2,000 checks")])
    func counted(count: Int, text: String) { #expect(Numerals.counted(count, "check") == text) }
}
