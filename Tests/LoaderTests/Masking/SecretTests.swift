import Crypto
import Foundation
import Testing
import Validator

@testable import Loader

/// Whatever is printed, dumped or thrown holds no key, in no spelling.
@Suite("Secrets")
struct SecretTests {
    private static let secret = Array("0123456789abcdefCANARYCANARYabcd".utf8)
    private let folder: ContractFolder

    init() throws { folder = try ContractFolder() }

    private static var ring: Keyring {
        let key = Keyring.Key(id: "canary01", created: "2026-01-01T00:00:00Z", secret: SymmetricKey(data: secret))
        let pair = Curve25519.KeyAgreement.PrivateKey()
        return Keyring(
            path: "ring.json", keys: [key], active: key,
            seal: Keyring.Seal(id: "sealkey1", publicKey: Array(pair.publicKey.rawRepresentation)))
    }

    private func printed(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return "\(value) \(String(reflecting: value)) \(String(describing: value)) \(dumped)"
    }

    private func isSilent(_ text: String, of secret: [UInt8] = secret) -> Bool {
        let spellings = [
            Base64URL.encode(secret), Hexadecimal.text(secret), Data(secret).base64EncodedString(),
            secret.map(String.init).joined(separator: ", "), String(decoding: secret, as: UTF8.self), "CANARY",
        ]
        // A dump lists an array's items one below the other.
        let items = text.split(separator: "\n").compactMap { line in UInt8(line.drop { " -▿".contains($0) }) }
        return !spellings.contains { text.contains($0) } && !Self.holds(items, secret)
    }

    private static func holds(_ items: [UInt8], _ secret: [UInt8]) -> Bool {
        guard items.count >= secret.count else { return false }
        return (0...(items.count - secret.count)).contains { items[$0..<$0 + secret.count].elementsEqual(secret) }
    }

    @Test("are in no description and no dump of a ring, a masker, a fingerprinter or an encoder")
    func descriptions() throws {
        let ring = Self.ring
        #expect(isSilent(printed(ring)))
        #expect(isSilent(printed(ring.list)))
        let mask = Mask(method: .hmac, domain: "d")
        let subkey = ring.subkey(method: "hmac", domain: "d")
        let masker = printed(try Masker(mask, keyring: ring))
        #expect(isSilent(masker) && isSilent(masker, of: subkey))
        // A prepared key is no longer the key's bytes, but makes the same MACs.
        #expect(
            printed(HMACSHA256Key(subkey)).replacingOccurrences(of: "HMACSHA256Key", with: "").contains(/[0-9]/)
                == false)
        let fingerprinter = printed(Fingerprinter(ring))
        #expect(isSilent(fingerprinter) && isSilent(fingerprinter, of: ring.subkey(method: "fingerprint", domain: "")))
        let column = Column(name: "x", source: .message("/x"), type: .text, mask: mask)
        let plan = LoadPlan(table: TableName(table: "t"), key: [], columns: [column])
        let encoder = try RowEncoder(plan, fields: FieldTable(["/x"]), keyring: ring, run: RowFixture.run)
        #expect(isSilent(printed(encoder)) && isSilent(printed(encoder), of: subkey))
        #expect(isSilent(printed(try Sealer(ring, contract: "c"))))
    }

    @Test("are in no description of the private sealing key")
    func unsealer() throws {
        let path = folder.path + "/ring/keyring.json"
        _ = try Keyring.create(at: path)
        let text = try String(contentsOfFile: Keyring.unsealPath(for: path), encoding: .utf8)
        let secret = try #require(try JSONValue.parse(text)["private"]?.string.flatMap(Base64URL.decode))
        #expect(secret.count == 32)
        #expect(isSilent(printed(try Unsealer(path: Keyring.unsealPath(for: path))), of: secret))
        let ring = try String(contentsOfFile: path, encoding: .utf8)
        #expect(isSilent(ring, of: secret))
    }

    @Test("are not in the error of a damaged file, whatever is wrong with it")
    func damagedFiles() throws {
        let path = folder.path + "/ring/keyring.json"
        _ = try Keyring.create(at: path)
        let good = try String(contentsOfFile: path, encoding: .utf8)
        let secret = try #require(try JSONValue.parse(good)["keys"]?.array?.first?["secret"]?.string)
        for end in stride(from: 1, to: good.count - 3, by: 17) {
            let file = try folder.write(String(good.prefix(end)), to: "damaged.json")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            let error = #expect(throws: LoaderError.self) { try Keyring.load(at: file) }
            #expect(error?.code == "keyring.invalid")
            #expect(!printed(try #require(error)).contains(secret.prefix(12)))
        }
    }
}

@Suite("A damaged key ring")
struct KeyringDamageTests {
    private let folder: ContractFolder

    init() throws { folder = try ContractFolder() }

    private func load(_ change: (inout String) -> Void) throws -> LoaderError? {
        let path = folder.path + "/ring/keyring.json"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        change(&text)
        let file = try folder.write(text, to: "changed.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        do {
            _ = try Keyring.load(at: file)
            return nil
        } catch {
            return error
        }
    }

    @Test("is refused where any of its parts is missing, of another kind, or too short")
    func parts() throws {
        let ring = try Keyring.create(at: folder.path + "/ring/keyring.json")
        #expect(try load { _ in } == nil)
        let changes: [(String, String)] = [
            ("\"version\": 1", "\"version\": 2"), ("\"version\": 1", "\"version\": \"1\""),
            ("\"active\": \"\(ring.activeID)\"", "\"active\": \"zzzzzzz9\""),
            ("\"active\"", "\"passive\""), ("\"keys\"", "\"locks\""), ("\"secret\"", "\"public secret\""),
            ("\"created\"", "\"made\""), ("\"seal\"", "\"foam\""), ("\"public\"", "\"private\""),
            ("\"id\": \"\(ring.sealID)\"", "\"id\": \"SEAL\""), ("\"id\": \"\(ring.activeID)\"", "\"id\": \"../../x\""),
        ]
        for (from, to) in changes {
            let error = try load { text in
                #expect(text.contains(from), "\(from)")
                text = text.replacingOccurrences(of: from, with: to)
            }
            #expect(error?.code == "keyring.invalid", "\(to)")
            #expect(error?.remedy.contains("backup") == true)
        }
    }

    @Test("is refused where a secret lost a character or gained one, and where two keys share an id")
    func secrets() throws {
        let ring = try Keyring.create(at: folder.path + "/ring/keyring.json").rotate()
        for key in ring.keys {
            let secret = Base64URL.encode(key.secret.withUnsafeBytes(Array.init))
            for changed in [String(secret.dropLast()), secret + "A", "", String(secret.dropLast()) + "="] {
                let error = try load { $0 = $0.replacingOccurrences(of: secret, with: changed) }
                #expect(error?.code == "keyring.invalid")
            }
        }
        let error = try load {
            $0 = $0.replacingOccurrences(of: "\"id\": \"\(ring.keys[0].id)\"", with: "\"id\": \"\(ring.activeID)\"")
        }
        #expect(error?.code == "keyring.invalid")
    }

    @Test("that is a folder, a pipe or empty is refused, not waited for")
    func files() throws {
        let pipe = folder.path + "/pipe.json"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: LoaderError.self) { try Keyring.load(at: pipe) }
        let directory = #expect(throws: LoaderError.self) { try Keyring.load(at: folder.path) }
        #expect(directory?.code == "keyring.permissions")
        let missing = #expect(throws: LoaderError.self) { try Keyring.load(at: folder.path + "/file/below") }
        #expect(missing?.code == "keyring.missing")
    }

    @Test("is never made by a rotation that cannot write, and the old ring stays")
    func rotation() throws {
        let path = folder.path + "/ring/keyring.json"
        var ring = try Keyring.create(at: path)
        let ids = try (0..<5).map { _ in
            ring = try ring.rotate()
            return ring.activeID
        }
        let loaded = try Keyring.load(at: path)
        #expect(loaded.list.count == 6 && Array(loaded.list.map(\.id).suffix(5)) == ids)
        #expect(loaded.list.count { $0.isActive } == 1 && loaded.activeID == ids.last)
        #expect(
            loaded.keys.map { Subkey.derive(from: $0.secret, method: "m", domain: "d") }
                == ring.keys.map { Subkey.derive(from: $0.secret, method: "m", domain: "d") })
        try FileManager.default.removeItem(atPath: folder.path + "/ring")
        let error = #expect(throws: LoaderError.self) { try ring.rotate() }
        #expect(error?.code == "keyring.unwritable" && error?.kind == .configuration)
    }
}
