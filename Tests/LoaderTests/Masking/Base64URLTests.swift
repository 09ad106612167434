import Testing

@testable import Loader

@Suite struct Base64URLTests {
    @Test(
        "RFC 4648's test vectors (section 10), without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(text: String, encoded: String) {
        #expect(Base64URL.encode(Array(text.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(text.utf8))
        #expect(Base64URL.length(of: text.utf8.count) == encoded.utf8.count)
    }

    @Test("the alphabet is that of section 5: - and _ in place of + and /")
    func alphabet() {
        let all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        let bytes = Base64URL.decode(all)
        #expect(bytes?.count == 48)
        #expect(bytes.map(Base64URL.encode) == all)
        #expect(Base64URL.encode([0xFB, 0xEF, 0xBE]) == "----")
        #expect(Base64URL.encode([0xFF, 0xFF, 0xFF]) == "____")
    }

    @Test(
        "what no bytes are written as is refused",
        arguments: ["A", "AAAAA", "AB", "AAB", "Zg==", "Zm8=", "++++", "////", "Zm 9v", "Zm9v\n", "é", "\0"])
    func refused(text: String) { #expect(Base64URL.decode(text) == nil) }

    @Test("random bytes come back, and a changed character never gives the same ones", arguments: [1, 2, 3])
    func roundTrips(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<300 {
            let count = Int.random(in: 0...80, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Base64URL.encode(bytes)
            #expect(Base64URL.decode(text) == bytes)
            guard let place = text.indices.randomElement(using: &random) else { continue }
            var changed = text
            changed.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            #expect(Base64URL.decode(changed) != bytes)
        }
    }
}
