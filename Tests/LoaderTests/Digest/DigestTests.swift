import Crypto
import Testing

@testable import Loader

@Suite("Digests and MACs")
struct DigestTests {
    @Test(
        "SHA-256 of the texts that FIPS 180-2, appendix B, works through",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func sha256(text: String, digest: String) {
        #expect(SHA256Digest.hexadecimal(of: text) == digest)
        #expect(Hexadecimal.text(SHA256Digest.bytes(of: Array(text.utf8))) == digest)
    }

    @Test("SHA-256 agrees with another library at every length about its blocks", arguments: 0...200)
    func lengths(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 31 + length) }
        #expect(SHA256Digest.bytes(of: bytes) == Array(SHA256.hash(data: bytes)))
    }

    /// RFC 4231, sections 4.2 to 4.8, without 4.6 (a truncated output).
    static let macs: [(key: [UInt8], text: [UInt8], mac: String)] = [
        (
            [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            Array(1...25), [UInt8](repeating: 0xCD, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]

    @Test("HMAC-SHA-256 of RFC 4231's cases, in one part and in two", arguments: macs)
    func hmac(key: [UInt8], text: [UInt8], mac: String) {
        let key = HMACSHA256Key(key)
        #expect(Hexadecimal.text(key.authenticate(text)) == mac)
        for split in [0, 1, text.count / 2, text.count] {
            var parts = [UInt8](repeating: 0, count: HMACSHA256Key.length)
            parts.withUnsafeMutableBufferPointer { parts in
                text.withUnsafeBytes { text in
                    let (first, second) = (text[..<split], text[split...])
                    key.authenticate(
                        UnsafeRawBufferPointer(rebasing: first), UnsafeRawBufferPointer(rebasing: second),
                        into: parts.baseAddress.unsafelyUnwrapped)
                }
            }
            #expect(Hexadecimal.text(parts) == mac)
        }
    }

    @Test(
        "MD5 of RFC 1321's test suite, in digits of either case",
        arguments: [
            ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
            ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ])
    func md5(text: String, digest: String) {
        #expect(MD5Digest.hexadecimal(of: Array(text.utf8)) == digest)
        Array(text.utf8).withUnsafeBytes { bytes in
            #expect(MD5Digest.matches(bytes, hexadecimal: digest.utf8))
            #expect(MD5Digest.matches(bytes, hexadecimal: digest.uppercased().utf8))
            #expect(!MD5Digest.matches(bytes, hexadecimal: digest.dropLast().utf8))
            #expect(!MD5Digest.matches(bytes, hexadecimal: (String(digest.dropLast()) + "g").utf8))
            #expect(!MD5Digest.matches(bytes, hexadecimal: String(repeating: "0", count: 32).utf8))
        }
    }

    @Test("hexadecimal digits have values, other bytes have none")
    func hexadecimal() {
        #expect("0123456789abcdefABCDEF".utf8.compactMap(Hexadecimal.value) == Array(0...15) + Array(10...15))
        #expect("gG/:@`".utf8.compactMap(Hexadecimal.value).isEmpty)
    }
}
