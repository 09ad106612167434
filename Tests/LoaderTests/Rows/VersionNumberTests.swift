import Testing

@testable import Loader

@Suite struct VersionNumberTests {
    private func pack(_ text: String, _ packing: VersionNumber) -> Int64? {
        Array(text.utf8).withUnsafeBufferPointer { try? packing.pack($0).get() }
    }

    @Test("every spelling of every small version has a number of its own, in the versions' order")
    func injective() {
        var numbers: Set<Int64> = []
        var previous: Int64 = -1
        var count = 0
        // All spellings of a part, ordered by number and then by length.
        let parts = (0...999).flatMap { value in
            [1, 2, 3].compactMap { length -> String? in
                let digits = String(value)
                guard digits.utf8.count <= length else { return nil }
                return String(repeating: "0", count: length - digits.utf8.count) + digits
            }
        }
        #expect(parts.count == 1110)
        for first in parts.prefix(40) {
            for second in [""] + parts.map({ "." + $0 }) {
                guard let number = pack(first + second, .integer) else { continue }
                #expect(number > previous)
                previous = number
                numbers.insert(number)
                count += 1
            }
        }
        #expect(count == 40 * 1111)
        #expect(numbers.count == count)
    }

    @Test("0.26, 0.2.6 and 2.6 never collide, and missing parts sort first")
    func order() throws {
        let sorted = [
            "0", "0.2", "0.2.6", "0.26", "2.6", "2.6.0", "2.6.00", "2.6.1", "2.10", "6.2", "6.02", "6.3", "10.0",
        ]
        for packing in [VersionNumber.integer, .bigint] {
            let numbers = try sorted.map { try #require(pack($0, packing)) }
            #expect(numbers == numbers.sorted())
            #expect(Set(numbers).count == numbers.count)
        }
    }

    @Test("the greatest version fits its column, and one more does not")
    func limits() {
        #expect(pack("999.999.999", .integer) == 1_371_330_630)
        #expect(pack("9999.9999.9999.9999", .bigint).map { $0 < .max } == true)
        for text in ["1000", "1.1000", "0001", "1.2.3.4"] { #expect(pack(text, .integer) == nil) }
        for text in ["10000", "1.2.3.4.5"] { #expect(pack(text, .bigint) == nil) }
        for text in ["", ".", "1.", ".1", "1..2", "1.a", "-1", " 1", "1.2 "] { #expect(pack(text, .bigint) == nil) }
    }
}
