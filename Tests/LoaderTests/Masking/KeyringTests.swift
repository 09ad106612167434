import Crypto
import Foundation
import Testing

@testable import Loader

@Suite struct KeyringTests {
    private let folder: ContractFolder

    init() throws { folder = try ContractFolder() }

    private var path: String { folder.path + "/ring/keyring.json" }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("a new ring and its private key can be read by their owner alone")
    func create() throws {
        let ring = try Keyring.create(at: path)
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.path + "/ring") == 0o700)
        #expect(try mode(Keyring.unsealPath(for: path)) == 0o600)
        let loaded = try Keyring.load(at: path)
        #expect(loaded.list == ring.list)
        #expect(loaded.list.map(\.isActive) == [true])
        #expect(loaded.subkey(method: "hmac", domain: "ip") == ring.subkey(method: "hmac", domain: "ip"))
        #expect(try Unsealer(path: Keyring.unsealPath(for: path)).keyID == ring.sealID)
    }

    @Test("a private sealing key without its ring is not replaced, and the remedy is not to rotate")
    func orphan() throws {
        let secret = Keyring.unsealPath(for: path)
        _ = try Keyring.create(at: path)
        let text = FileContent.text(of: secret)
        try FileManager.default.removeItem(atPath: path)
        let error = #expect(throws: LoaderError.self) { try Keyring.create(at: path) }
        #expect(error?.code == "keyring.exists")
        #expect(error?.message == "The private sealing key \(secret) is there, but no key ring \(path).")
        #expect(error?.remedy.contains("Restore the ring") == true)
        #expect(FileContent.text(of: secret) == text)
    }

    @Test("a ring is never replaced by a new one")
    func exists() throws {
        let ring = try Keyring.create(at: path)
        let error = #expect(throws: LoaderError.self) { try Keyring.create(at: path) }
        #expect(error?.code == "keyring.exists")
        #expect(try Keyring.load(at: path).activeID == ring.activeID)
    }

    @Test("a rotation keeps the old keys, and the new one masks differently")
    func rotate() throws {
        let first = try Keyring.create(at: path)
        let second = try first.rotate()
        let loaded = try Keyring.load(at: path)
        #expect(loaded.list.map(\.id) == [first.activeID, second.activeID])
        #expect(loaded.list.map(\.isActive) == [false, true])
        #expect(loaded.sealID == first.sealID)
        #expect(first.subkey(method: "hmac", domain: "a") != second.subkey(method: "hmac", domain: "a"))
        #expect(try mode(path) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/ring").count == 2)
    }

    @Test("a missing ring says how to make one")
    func missing() {
        let error = #expect(throws: LoaderError.self) { try Keyring.load(at: path) }
        #expect(error?.code == "keyring.missing")
        #expect(error?.remedy.contains("audit keys create") == true)
    }

    @Test("a ring that others can read is refused", arguments: [0o640, 0o604, 0o620, 0o666])
    func permissions(_ mode: Int) throws {
        _ = try Keyring.create(at: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = #expect(throws: LoaderError.self) { try Keyring.load(at: path) }
        #expect(error?.code == "keyring.permissions")
        #expect(error?.remedy == "Run: chmod 600 \(path)")
    }

    @Test(
        "a user's own file is his alone, root's may be given to one group",
        arguments: [
            (0o600, 1_000, 1_000, true), (0o400, 1_000, 1_000, true), (0o640, 1_000, 1_000, false),
            (0o440, 0, 1_000, true), (0o640, 0, 1_000, true), (0o600, 0, 1_000, true), (0o644, 0, 1_000, false),
            (0o660, 0, 1_000, false), (0o444, 0, 1_000, false), (0o640, 2_000, 1_000, false),
            (0o600, 2_000, 1_000, false), (0o600, 0, 0, true), (0o640, 0, 0, false), (0o600, 2_000, 0, true),
        ] as [(mode_t, uid_t, uid_t, Bool)])
    func owners(mode: mode_t, owner: uid_t, user: uid_t, isFine: Bool) {
        #expect((PrivateFile.trouble(mode: mode | S_IFREG, owner: owner, user: user) == nil) == isFine)
    }

    @Test("a link out of the folder is refused, one inside it is not")
    func links() throws {
        _ = try Keyring.create(at: path)
        let outer = folder.path + "/keyring.json"
        try FileManager.default.createSymbolicLink(atPath: outer, withDestinationPath: "/etc/hostname")
        let error = #expect(throws: LoaderError.self) { try Keyring.load(at: outer) }
        #expect(error?.code == "keyring.permissions")
        let inner = folder.path + "/ring/link.json"
        try FileManager.default.createSymbolicLink(atPath: inner, withDestinationPath: "keyring.json")
        _ = try Keyring.load(at: inner)
    }

    @Test(
        "a damaged ring is refused",
        arguments: [
            "", "{", "{}", #"{"version": 2}"#, #"{"version": 1, "active": "aaaaaaaa", "keys": [], "seal": {}}"#,
        ])
    func damaged(_ text: String) throws {
        let file = try folder.write(text, to: "damaged.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let error = #expect(throws: LoaderError.self) { try Keyring.load(at: file) }
        #expect(error?.code == "keyring.invalid")
    }

    @Test("nothing that can be printed holds a secret")
    func secrets() throws {
        let ring = try Keyring.create(at: path)
        var dumped = ""
        dump(ring, to: &dumped)
        let printed = "\(ring) \(String(reflecting: ring)) \(ring.list) \(dumped)"
        for key in ring.keys {
            let secret = key.secret.withUnsafeBytes(Array.init)
            #expect(!printed.contains(Base64URL.encode(secret)))
            #expect(!printed.contains(Hexadecimal.text(secret)))
        }
        #expect(printed.contains(ring.activeID))
    }
}
