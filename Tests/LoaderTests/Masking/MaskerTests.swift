import Crypto
import Foundation
import Testing

@testable import Loader

/// A ring whose secret is known, so that tokens can be computed by other means.
func knownRing(_ byte: UInt8 = 7, id: String = "testkey1") -> Keyring {
    let key = Keyring.Key(
        id: id, created: "2026-01-01T00:00:00Z", secret: SymmetricKey(data: Array(repeating: byte, count: 32)))
    let pair = Curve25519.KeyAgreement.PrivateKey()
    return Keyring(
        path: "ring.json", keys: [key], active: key,
        seal: Keyring.Seal(id: "sealkey1", publicKey: Array(pair.publicKey.rawRepresentation)))
}

@Suite struct MaskerTests {
    private func mask(_ text: String, _ mask: Mask, _ ring: Keyring? = knownRing()) throws -> String? {
        let masker = try Masker(mask, keyring: ring)
        let output = ByteWriter(capacity: 4)
        let isWritten = Array(text.utf8).withUnsafeBufferPointer { masker.write($0, to: output) }
        return isWritten ? String(decoding: output.bytes, as: UTF8.self) : nil
    }

    @Test("a token is the MAC of domain and value, computed here by another library")
    func token() throws {
        var info = Array("audit.mask.v1".utf8)
        info += [0, 0, 0, 4] + Array("hmac".utf8) + [0, 0, 0, 2] + Array("ip".utf8)
        let subkey = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(repeating: UInt8(7), count: 32)), info: info, outputByteCount: 32
        )
        let message = [0, 0, 0, 2] + Array("ip".utf8) + [0, 0, 0, 7] + Array("1.2.3.4".utf8)
        let mac = Data(HMAC<SHA256>.authenticationCode(for: message, using: subkey))
        let payload = mac.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
        #expect(try mask("1.2.3.4", Mask(method: .hmac, domain: "ip")) == "hmac.testkey1.\(payload)")
        let short = try #require(try mask("1.2.3.4", Mask(method: .hmac, domain: "ip", bits: 128)))
        #expect(short.utf8.count == 36)
        #expect(HMACToken.keyID(of: short) == "testkey1")
    }

    @Test("equal values are equal only inside one domain and one key")
    func separation() throws {
        let ip = Mask(method: .hmac, domain: "ip")
        #expect(try mask("x", ip) == mask("x", ip))
        #expect(try mask("x", ip) != mask("y", ip))
        #expect(try mask("x", ip) != mask("x", Mask(method: .hmac, domain: "device")))
        #expect(try mask("x", ip) != mask("x", ip, knownRing(8)))
    }

    @Test("a domain and a value cannot borrow from each other")
    func prefixes() throws {
        #expect(try mask("bc", Mask(method: .hmac, domain: "a")) != mask("c", Mask(method: .hmac, domain: "ab")))
    }

    @Test(
        "what normalization makes equal has one token",
        arguments: [
            (Mask.Normalization.ip, "1.2.3.4", "::ffff:1.2.3.4", true), (.ip, "::1", "0:0:0:0:0:0:0:1", true),
            (.ip, "1.2.3.4", "1.2.3.5", false), (.trim, " a\t", "a", true), (.trim, "A", "a", false),
            (.lower, "ABC", "abc", true), (.lower, "ÄB", "äb", true), (.lower, " a", "a", false),
            (.none, "A", "a", false),
        ])
    func normalization(_ normalize: Mask.Normalization, _ left: String, _ right: String, _ isEqual: Bool) throws {
        let form = Mask(method: .hmac, domain: "d", normalize: normalize)
        #expect(try (mask(left, form) == mask(right, form)) == isEqual)
    }

    @Test("a token's length is the one that the contract is checked by", arguments: [128, 256])
    func length(_ bits: Int) throws {
        let form = Mask(method: .hmac, domain: "d", bits: bits)
        #expect(try mask("value", form)?.utf8.count == form.tokenLength)
    }

    @Test("a value that is no address has no token of one")
    func noAddress() throws {
        let form = Mask(method: .hmac, domain: "ip", normalize: .ip)
        for text in ["", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "::g", "fe80::1%eth0", "1.2.3.4 "] {
            #expect(try mask(text, form) == nil)
        }
    }

    @Test("the other methods need no ring")
    func others() throws {
        // SHA-256 of "abc": FIPS 180-4, example 1.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try mask("abc", Mask(method: .sha256), nil) == digest)
        #expect(try mask("abc", Mask(method: .redact), nil) == "[redacted]")
        #expect(try Masker(Mask(method: .null), keyring: nil).isNull)
        let error = #expect(throws: LoaderError.self) { try Masker(Mask(method: .hmac, domain: "d"), keyring: nil) }
        #expect(error?.code == "keyring.missing")
    }

    @Test("HKDF gives the bytes of RFC 5869, appendix A")
    func derivation() {
        let first = Subkey.expand(
            SymmetricKey(data: Array(repeating: UInt8(0x0b), count: 22)), salt: Array(0...12),
            info: Array(0xf0...0xf9), count: 42)
        #expect(
            Hexadecimal.text(first)
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        let third = Subkey.expand(
            SymmetricKey(data: Array(repeating: UInt8(0x0b), count: 22)), salt: [], info: [], count: 42)
        #expect(
            Hexadecimal.text(third)
                == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    }

    @Test("base64url reads back what it writes, and nothing else")
    func base64() {
        for count in 0...40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            let text = Base64URL.encode(bytes)
            #expect(text.utf8.count == Base64URL.length(of: count))
            #expect(Base64URL.decode(text) == bytes)
            let standard = Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
                .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
            #expect(text == standard)
        }
        for wrong in ["A", "AB=", "A+", "AB", "AAA A"] where wrong != "AB" { #expect(Base64URL.decode(wrong) == nil) }
        #expect(Base64URL.decode("AB") == nil)
    }

    @Test(
        "a text that is no token names no key", arguments: ["", "hmac", "hmac.testkey1", "hmac.TESTKEY1.AAAA", "a.b.c"])
    func noToken(_ text: String) { #expect(HMACToken.keyID(of: text) == nil) }
}
