import Testing

@testable import Validator

@Suite("JSON numbers")
struct JSONNumberTests {
    @Test(
        "are equal in value, however written",
        arguments: [
            ("1", "1.0"), ("100", "1e2"), ("0.10", "1E-1"), ("0", "-0.0"), ("12.50e1", "125"), ("1e400", "10e399"),
            ("1e1000000000000000000", "10e999999999999999999"), ("1e2000000000000", "0.1e2000000000001"),
            ("10e-1000000000000000000", "1e-999999999999999999"), ("0e99999999999999999999", "0"),
            ("1e100000000000000000000", "1000e99999999999999999997"), ("1e00000000000000000000000002", "100"),
        ])
    func equal(left: String, right: String) throws {
        #expect(try #require(JSONNumber(text: left)) == #require(JSONNumber(text: right)))
    }

    @Test(
        "are ordered exactly",
        arguments: [
            ("1", "2"), ("-2", "-1"), ("-1", "0"), ("0", "1e-400"), ("9007199254740992", "9007199254740993"),
            ("0.1", "0.10000000000000000000001"), ("99", "1e2"), ("-1e400", "1e400"), ("9", "10"),
            ("1e2000000000000", "1e9000000000000"), ("1e1999999999999", "1e2000000000000"),
            ("1e99999999999999999999", "1e100000000000000000000"),
            ("9e99999999999999999999", "1e100000000000000000000"),
            ("-1e100000000000000000000", "-1e99999999999999999999"),
            ("1e-100000000000000000000", "1e-99999999999999999999"),
            ("1e-99999999999999999999", "1"), ("1", "1e99999999999999999999"), ("0", "1e-99999999999999999999"),
            ("1e1000000000000000000", "123e999999999999999999"),
            ("-1e99999999999999999999", "1e-99999999999999999999"),
        ])
    func ordered(small: String, large: String) throws {
        let (small, large) = try (#require(JSONNumber(text: small)), #require(JSONNumber(text: large)))
        #expect(small < large)
        #expect(!(large < small))
        #expect(!(small < small))
    }

    @Test(
        "know whether they are integers",
        arguments: [
            ("1.0", true), ("1.5", false), ("1e2", true), ("15e-1", false), ("1.50e1", true),
            ("1e99999999999999999999", true), ("1e-99999999999999999999", false), ("0e-99999999999999999999", true),
        ])
    func integers(text: String, isInteger: Bool) throws {
        #expect(try #require(JSONNumber(text: text)).isInteger == isInteger)
    }

    @Test(
        "give an integer only where it fits",
        arguments: [
            ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("9223372036854775808", nil),
            ("1e3", 1000), ("1.5", nil), ("1e30", nil), ("-0", 0), ("120", 120),
        ] as [(String, Int?)])
    func int(text: String, value: Int?) throws {
        #expect(try #require(JSONNumber(text: text)).int == value)
    }

    @Test("keep an integer's value", arguments: [0, 1, -1, 10, -120, Int.max, Int.min])
    func fromInt(value: Int) throws {
        #expect(JSONNumber(value).int == value)
        #expect(try JSONNumber(value) == #require(JSONNumber(text: "\(value)")))
    }

    @Test(
        "are refused where JSON refuses them",
        arguments: ["", "-", "01", "1.", ".5", "1e", "+1", "0x1", "1 ", "Infinity"])
    func refused(text: String) { #expect(JSONNumber(text: text) == nil) }
}
