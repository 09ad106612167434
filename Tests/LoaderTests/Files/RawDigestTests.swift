import Testing

@testable import Loader

@Suite("The SHA-256 of an input")
struct RawDigestTests {
    private static let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)

    @Test("is that of NIST's example, in whatever pieces it comes", arguments: [1_000_000, 65_536, 1_000, 63])
    func pieces(size: Int) {
        var digest = RawDigest()
        for start in stride(from: 0, to: Self.million.count, by: size) {
            Self.million[start..<min(start + size, Self.million.count)].withUnsafeBytes { digest.add($0) }
        }
        #expect(digest.hexadecimal() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("can be asked for in between")
    func between() {
        var digest = RawDigest()
        #expect(digest.hexadecimal() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        Array("abc".utf8).withUnsafeBytes { digest.add($0) }
        #expect(digest.hexadecimal() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
