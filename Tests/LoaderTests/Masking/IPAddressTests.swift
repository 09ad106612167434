import Testing

@testable import Loader

@Suite struct IPAddressTests {
    private func address(_ text: String) -> IPAddress? {
        Array(text.utf8).withUnsafeBufferPointer { IPAddress($0) }
    }

    @Test(
        "spellings of one address are one address, whatever the version they are written in",
        arguments: [
            ["1.2.3.4", "::ffff:1.2.3.4", "::FFFF:102:304", "0:0:0:0:0:ffff:1.2.3.4", "0000::ffff:0102:0304"],
            ["::", "0:0:0:0:0:0:0:0", "0::0", "::0.0.0.0"],
            ["2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8::0001", "2001:db8:0::0:1"],
            ["1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:0.7.0.0"],
        ])
    func spellings(texts: [String]) throws {
        let first = try #require(address(texts[0]))
        for text in texts {
            let other = try #require(address(text), "\(text)")
            #expect(other.high == first.high && other.low == first.low, "\(text)")
            #expect(other.isVersion4 == !text.contains(":"))
        }
    }

    @Test(
        "neighbours are different addresses",
        arguments: [("1.2.3.4", "1.2.4.3"), ("::1", "1::"), ("1.2.3.4", "::1.2.3.4"), ("0.0.0.0", "::")])
    func different(left: String, right: String) throws {
        let (one, other) = (try #require(address(left)), try #require(address(right)))
        #expect(one.high != other.high || one.low != other.low)
    }

    @Test(
        "all else is no address",
        arguments: [
            "", " ", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-4", "01.2.3.4", "1.2.3.04", "1..3.4", ".1.2.3",
            "1.2.3.", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4/32", "0x1.2.3.4", "1.2.3.4\0", ":", ":::", "1::2::3", "12345::",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1%eth0", "fe80::1%1", "[::1]", "::g", "::1.2.3", "::01.2.3.4",
            "::1.2.3.4:5", "::1\0", "1:2:3:4:5:6:7:8::", "localhost", "１.2.3.4",
            "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
        ])
    func refused(text: String) { #expect(address(text) == nil) }

    @Test("every octet counts, in every place")
    func octets() throws {
        for place in 0..<4 {
            for value in 0...255 {
                var octets = ["0", "0", "0", "0"]
                octets[place] = "\(value)"
                let found = try #require(address(octets.joined(separator: ".")))
                #expect(found.low == 0xFFFF << 32 | UInt64(value) << UInt64(8 * (3 - place)) && found.high == 0)
            }
        }
    }
}
