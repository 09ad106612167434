import Foundation
import Testing

@testable import Loader

@Suite("Tokens")
struct TokenTests {
    private func token(_ text: String, _ mask: Mask, _ ring: Keyring = knownRing()) throws -> String? {
        let masker = try Masker(mask, keyring: ring)
        let output = ByteWriter(capacity: 4)
        let isWritten = Array(text.utf8).withUnsafeBufferPointer { masker.write($0, to: output) }
        return isWritten ? String(decoding: output.bytes, as: UTF8.self) : nil
    }

    private static func mask(_ domain: String, _ normalize: Mask.Normalization = .none, bits: Int = 256) -> Mask {
        Mask(method: .hmac, domain: domain, bits: bits, normalize: normalize)
    }

    @Test("are one to one with the values of a domain and key, and none is shared by two of these")
    func separation() throws {
        var seen: Set<String> = []
        let values = (0..<50).map { "value \($0)" } + ["", " ", "\0", "ä", "a\u{308}"]
        for ring in [knownRing(1, id: "aaaaaaa1"), knownRing(2, id: "aaaaaaa2")] {
            for domain in ["ip", "device", "i", "p"] {
                for value in values {
                    let one = try #require(try token(value, Self.mask(domain), ring))
                    #expect(try token(value, Self.mask(domain), ring) == one)
                    #expect(seen.insert(one).inserted)
                }
            }
        }
        #expect(seen.count == 2 * 4 * values.count)
    }

    @Test("name their key, and differ in more than its name")
    func keys() throws {
        let one = try #require(try token("x", Self.mask("d"), knownRing(1, id: "aaaaaaa1")))
        let other = try #require(try token("x", Self.mask("d"), knownRing(2, id: "aaaaaaa2")))
        #expect(HMACToken.keyID(of: one) == "aaaaaaa1" && HMACToken.keyID(of: other) == "aaaaaaa2")
        #expect(one.suffix(43) != other.suffix(43))
        // The id is a name only: the same secret makes the same payload.
        let renamed = try #require(try token("x", Self.mask("d"), knownRing(1, id: "aaaaaaa3")))
        #expect(renamed.suffix(43) == one.suffix(43))
    }

    @Test("of 128 bits are the first half of those of 256, in the same alphabet")
    func short() throws {
        let long = try #require(try token("x", Self.mask("d")))
        let short = try #require(try token("x", Self.mask("d", bits: 128)))
        let payloads = [long, short].map { Base64URL.decode(String($0.dropFirst("hmac.testkey1.".count))) }
        #expect(payloads[0]?.count == 32 && payloads[1]?.count == 16)
        #expect(payloads[0]?.prefix(16).elementsEqual(payloads[1] ?? []) == true)
        let alphabet = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
        #expect(long.unicodeScalars.allSatisfy(alphabet.contains))
    }

    @Test(
        "are those of the normalised value",
        arguments: [
            (.ip, ["1.2.3.4", "::ffff:1.2.3.4", "::ffff:102:304"]), (.ip, ["2001:db8::1", "2001:DB8:0::1"]),
            (.lower, ["A@B.DE", "a@b.de", "A@b.De"]), (.lower, ["É", "é"]), (.trim, ["x", " x", "x\n", "\t x\r\n"]),
            (.trim, ["", " ", "\t\n"]),
        ] as [(Mask.Normalization, [String])])
    func normalised(normalize: Mask.Normalization, texts: [String]) throws {
        let tokens = try texts.map { try #require(try token($0, Self.mask("d", normalize))) }
        #expect(Set(tokens).count == 1)
        if texts.count > 1 { #expect(Set(try texts.map { try token($0, Self.mask("d")) }).count == texts.count) }
    }

    @Test("of an address are not those of its text or its bytes as text")
    func addressForm() throws {
        #expect(try token("1.2.3.4", Self.mask("ip", .ip)) != token("1.2.3.4", Self.mask("ip")))
        #expect(try token("::ffff:1.2.3.4", Self.mask("ip", .ip)) != token("::ffff:1.2.3.4", Self.mask("ip")))
    }

    @Test("come out the same from many threads that share a masker")
    func threads() async throws {
        let masker = try Masker(Self.mask("d"), keyring: knownRing())
        let expected = try token("value", Self.mask("d"))
        let tokens = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    (0..<500).map { _ in
                        let output = ByteWriter(capacity: 4)
                        _ = Array("value".utf8).withUnsafeBufferPointer { masker.write($0, to: output) }
                        return String(decoding: output.bytes, as: UTF8.self)
                    }
                }
            }
            return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(tokens == [try #require(expected)])
    }

    @Test(
        "are told from what only looks like one",
        arguments: [
            "hmac.testkey1.", "hmac.testkey1.AAAA", "hmac.testkey1.AAAAAAAAAAAAAAAAAAAAAA.x",
            "hmac.testkey.AAAAAAAAAAAAAAAAAAAAAA", "hmac.Testkey1.AAAAAAAAAAAAAAAAAAAAAA",
            "HMAC.testkey1.AAAAAAAAAAAAAAAAAAAAAA", "hmac.testkey1.AAAAAAAAAAAAAAAAAAAAAB",
            "hmac.testkey1.AAAAAAAAAAAAAAAAAAAA==", " hmac.testkey1.AAAAAAAAAAAAAAAAAAAAAA", "hmac..", "...",
        ])
    func lookalikes(text: String) { #expect(HMACToken.keyID(of: text) == nil) }

    @Test("of real maskers are always told to be tokens", arguments: [128, 256])
    func recognised(bits: Int) throws {
        var random = SplitMix(state: 5)
        for _ in 0..<200 {
            let made = try #require(try token("\(random.next())", Self.mask("d", bits: bits)))
            #expect(HMACToken.keyID(of: made) == "testkey1")
            #expect(made.utf8.count == HMACToken.length(bits: bits))
        }
    }
}
