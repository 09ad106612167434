import Crypto
import Testing

@testable import Loader

@Suite("A prepared key")
struct HMACKeyTests {
    @Test("gives RFC 4231's MACs with any part of the text absorbed", arguments: DigestTests.macs)
    func absorbing(key: [UInt8], text: [UInt8], mac: String) {
        let prepared = HMACSHA256Key(key)
        for split in 0...text.count {
            let absorbed = prepared.absorbing(Array(text[..<split]))
            #expect(Hexadecimal.text(absorbed.authenticate(Array(text[split...]))) == mac)
        }
        // The key itself has absorbed nothing.
        #expect(Hexadecimal.text(prepared.authenticate(text)) == mac)
    }

    @Test("absorbs twice as it absorbs at once")
    func twice() {
        let key = HMACSHA256Key([1, 2, 3])
        let once = key.absorbing([4, 5, 6, 7]).authenticate([8])
        #expect(key.absorbing([4]).absorbing([5, 6, 7]).authenticate([8]) == once)
        #expect(key.absorbing([]).absorbing([4, 5, 6, 7]).authenticate([8]) == once)
        #expect(key.authenticate([4, 5, 6, 7, 8]) == once)
    }

    @Test("agrees with another library at every length about SHA-256's blocks")
    func lengths() {
        let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for keyLength in [0, 1, 31, 32, 55, 63, 64, 65, 130] {
            let key = Array(bytes.prefix(keyLength))
            let prepared = HMACSHA256Key(key)
            for length in [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 200] {
                let text = Array(bytes.suffix(length))
                let other = Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key)))
                #expect(prepared.authenticate(text) == other)
                let half = length / 2
                #expect(prepared.absorbing(Array(text[..<half])).authenticate(Array(text[half...])) == other)
            }
        }
    }
}
