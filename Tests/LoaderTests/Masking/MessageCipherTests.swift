import Crypto
import Foundation
import Testing

@testable import Loader

@Suite struct MessageCipherTests {
    /// RFC 8439, section 2.8.2.
    @Test("encrypts as the RFC's example does")
    func published() throws {
        let text = Array(
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
                .utf8)
        let data: [UInt8] = [0x50, 0x51, 0x52, 0x53, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7]
        let nonce: [UInt8] = [7, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47]
        let sealed = try encrypt(text, key: Array(0x80...0x9F), nonce, data)
        #expect(sealed.prefix(8) == [0xD3, 0x1A, 0x8D, 0x34, 0x64, 0x8E, 0x60, 0xDB])
        #expect(
            sealed.suffix(16) == [
                0x1A, 0xE1, 0x0B, 0x59, 0x4F, 0x09, 0xE2, 0x6A, 0x7E, 0x90, 0x2E, 0xCB, 0xD0, 0x60, 0x06, 0x91,
            ])
    }

    @Test("one cipher encrypts many messages, each as another library does", arguments: [0, 1, 63, 64, 1_000])
    func many(_ length: Int) throws {
        let key = (0..<32).map { UInt8($0 * 7) }
        let cipher = try #require(key.withUnsafeBytes { MessageCipher(key: $0) })
        for number in 0..<5 {
            let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* number) }
            let nonce = SealedMessage.nonce(UInt64(number))
            var sealed: [UInt8] = [1, 2]
            #expect(
                text.withUnsafeBytes { cipher.encrypt($0, nonce: nonce, authenticating: [9], appendingTo: &sealed) })
            let box = try ChaChaPoly.SealedBox(
                nonce: ChaChaPoly.Nonce(data: nonce), ciphertext: sealed[2..<(2 + length)], tag: sealed[(2 + length)...]
            )
            #expect(
                try Array(ChaChaPoly.open(box, using: SymmetricKey(data: key), authenticating: [UInt8]([9]))) == text)
        }
    }

    @Test("a key of another length is none", arguments: [0, 16, 31, 33])
    func keyLength(_ length: Int) {
        let key = [UInt8](repeating: 1, count: length)
        #expect(key.withUnsafeBytes { MessageCipher(key: $0) } == nil)
    }

    private func encrypt(_ text: [UInt8], key: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) throws -> [UInt8] {
        let cipher = try #require(key.withUnsafeBytes { MessageCipher(key: $0) })
        var sealed: [UInt8] = []
        #expect(
            text.withUnsafeBytes { cipher.encrypt($0, nonce: nonce, authenticating: data, appendingTo: &sealed) })
        return sealed
    }
}
