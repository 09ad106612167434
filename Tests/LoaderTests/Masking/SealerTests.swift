import Foundation
import Testing

@testable import Loader

@Suite struct SealerTests {
    private let folder: ContractFolder
    private let ring: Keyring
    private let unsealer: Unsealer
    private let id = MessageID(high: 1, low: 2)

    init() throws {
        folder = try ContractFolder()
        ring = try Keyring.create(at: folder.path + "/keyring.json")
        unsealer = try Unsealer(path: folder.path + "/unseal-key.json")
    }

    private func seal(_ sealer: inout Sealer, _ text: [UInt8]) throws -> [UInt8] {
        try text.withUnsafeBytes { try sealer.seal($0, id: id) }
    }

    @Test("a sealed message opens again with the private key", arguments: [0, 1, 160, 100_000])
    func roundTrip(_ length: Int) throws {
        var sealer = try Sealer(ring, contract: "logins")
        let text = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        for _ in 0..<3 {
            let sealed = try seal(&sealer, text)
            #expect(sealed.count == length + 69)
            #expect(Unsealer.keyID(of: sealed) == ring.sealID)
            #expect(try unsealer.open(sealed, contract: "logins", id: id) == text)
        }
    }

    @Test("equal messages are not seen to be equal")
    func fresh() throws {
        var (one, other) = (try Sealer(ring, contract: "a"), try Sealer(ring, contract: "a"))
        let sealed = try [seal(&one, [1, 2, 3]), seal(&one, [1, 2, 3]), seal(&other, [1, 2, 3])]
        #expect(Set(sealed.map { Array($0.suffix(19)) }).count == 3)
        #expect(sealed[0].prefix(41) == sealed[1].prefix(41))
        #expect(sealed[0][9..<41] != sealed[2][9..<41])
    }

    @Test("every byte counts: a changed one keeps the message closed")
    func tampering() throws {
        var sealer = try Sealer(ring, contract: "a")
        let sealed = try seal(&sealer, Array("canary-593-47-5928".utf8))
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            let error = #expect(throws: LoaderError.self) { try unsealer.open(changed, contract: "a", id: id) }
            #expect(error.map { !"\($0)".contains("593-47-5928") } == true)
        }
        #expect(throws: LoaderError.self) { try unsealer.open(Array(sealed.dropLast()), contract: "a", id: id) }
        #expect(throws: LoaderError.self) { try unsealer.open([], contract: "a", id: id) }
    }

    @Test("a message opens only as what it was sealed as")
    func binding() throws {
        var sealer = try Sealer(ring, contract: "a")
        let sealed = try seal(&sealer, [1])
        #expect(throws: LoaderError.self) { try unsealer.open(sealed, contract: "b", id: id) }
        #expect(throws: LoaderError.self) {
            try unsealer.open(sealed, contract: "a", id: MessageID(high: 1, low: 3))
        }
    }

    @Test("another key pair does not open it, and the error says which one does")
    func wrongKey() throws {
        let other = try Keyring.create(at: folder.path + "/other/keyring.json")
        var sealer = try Sealer(other, contract: "a")
        let sealed = try seal(&sealer, [1])
        let error = #expect(throws: LoaderError.self) { try unsealer.open(sealed, contract: "a", id: id) }
        #expect(error?.code == "unseal.foreign")
        #expect(error?.message.contains(other.sealID) == true)
    }

    @Test("without the private key's file the error says who has it")
    func missing() {
        let error = #expect(throws: LoaderError.self) { try Unsealer(path: folder.path + "/none.json") }
        #expect(error?.code == "unseal.missing")
    }
}
