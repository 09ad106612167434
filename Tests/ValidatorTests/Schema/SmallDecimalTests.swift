import Testing

@testable import Validator

@Suite("Decimals of a machine word")
struct SmallDecimalTests {
    private func decimal(_ text: String) -> SmallDecimal? {
        text.withBytes { bytes in bytes.baseAddress.flatMap { SmallDecimal($0, bytes.count) } }
    }

    @Test("say what exact numbers say, or that they do not know")
    func agreement() throws {
        var random = SplitMix(seed: 12)
        var known = 0
        for _ in 0..<4_000 {
            let (left, right) = (Self.number(&random), Self.number(&random))
            let (first, second) = try (#require(JSONNumber(text: left)), #require(JSONNumber(text: right)))
            guard let small = decimal(left), let other = decimal(right) else { continue }
            if let order = SmallDecimal.compare(small, other) {
                known += 1
                #expect(order == (first < second ? -1 : (first == second ? 0 : 1)), "\(left) and \(right)")
            }
            if let isMultiple = SmallDecimal.isMultiple(small, of: other) {
                #expect(isMultiple == first.isMultiple(of: second), "\(left) of \(right)")
            }
        }
        #expect(known > 2_000)
    }

    private static func number(_ random: inout SplitMix) -> String {
        let digits = String(random.next(below: 1 << [4, 10, 30, 60][random.next(below: 4)]))
        let fraction = random.next(below: 2) == 0 ? "" : ".\(random.next(below: 1000))"
        return (random.next(below: 3) == 0 ? "-" : "") + digits + fraction
    }

    @Test("do not take what does not fit", arguments: ["1e2", "1234567890123456789", "-1234567890123456789"])
    func refused(text: String) { #expect(decimal(text) == nil) }

    @Test("take 18 digits", arguments: ["123456789012345678", "-123456789012345678", "0.1234567890123456"])
    func taken(text: String) { #expect(decimal(text) != nil) }

    @Test("do not divide by zero")
    func zero() throws {
        let (one, zero) = try (#require(decimal("1")), #require(decimal("0.0")))
        #expect(SmallDecimal.isMultiple(one, of: zero) == nil)
    }
}
