import Testing

@testable import Validator

@Suite("Multiples of JSON numbers")
struct JSONMultipleTests {
    @Test(
        "are found by long division",
        arguments: [
            ("0", "3", true), ("9", "3", true), ("10", "3", false), ("-9", "3", true), ("0.3", "0.1", true),
            ("0.30000000000000004", "0.1", false), ("4.35", "0.01", true), ("1e300", "7", false), ("7e300", "7", true),
            ("1e5", "32", true), ("1e4", "32", false), ("1e64", "18446744073709551616", true),
            ("1e63", "18446744073709551616", false), ("5", "1e1", false), ("50", "1e1", true), ("1e-3", "1e-5", true),
            ("1e-5", "1e-3", false), ("0.0075", "0.0001", true), ("12345678901234567890123", "3", true),
            ("12345678901234567890124", "3", false), ("1e1000000000", "1e999999999", true),
            ("1e100000000000000000003", "8e100000000000000000000", true), ("1e99999999999999999999", "7", false),
            ("1e100000000000000000002", "8e100000000000000000000", false), ("1e99999999999999999999", "4e-9", true),
            ("1e99999999999999999999", "1e100000000000000000000", false), ("1", "1e-99999999999999999999", true),
            ("340282366920938463463374607431768211456", "18446744073709551616", true),
            ("340282366920938463463374607431768211457", "18446744073709551616", false), ("1", "0", false),
        ])
    func multiples(value: String, divisor: String, isMultiple: Bool) throws {
        let (value, divisor) = try (#require(JSONNumber(text: value)), #require(JSONNumber(text: divisor)))
        #expect(value.isMultiple(of: divisor) == isMultiple)
    }

    @Test("agree with integers that fit")
    func integers() {
        var random = SplitMix(seed: 41)
        for _ in 0..<2_000 {
            let divisor = 1 + random.next(below: 1 << [4, 20, 40][random.next(below: 3)])
            let value =
                random.next(below: 1_000) * divisor + (random.next(below: 2) == 0 ? 0 : random.next(below: divisor))
            let found = JSONNumber(value).isMultiple(of: JSONNumber(divisor))
            #expect(found == (value % divisor == 0), "\(value) of \(divisor)")
        }
    }
}
