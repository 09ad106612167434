import Crypto
import Reporting
import Validator

extension Keyring {
    /// The file of the private sealing key: beside the ring, so that it can be moved off the loader's machine.
    public static func unsealPath(for path: String) -> String {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return folder + "unseal-key.json"
    }

    /// Makes a ring with one key, and the private sealing key beside it. Never replaces a file.
    ///
    /// - Throws: `keyring.exists`, `keyring.unwritable`.
    public static func create(at path: String) throws(LoaderError) -> Keyring {
        try PrivateFile.makeFolder(of: path)
        let key = makeKey()
        let pair = Curve25519.KeyAgreement.PrivateKey()
        let seal = Seal(id: makeIdentifier(), publicKey: Array(pair.publicKey.rawRepresentation))
        let ring = Keyring(path: path, keys: [key], active: key, seal: seal)
        let secret: JSONValue = [
            "version": 1, "id": .string(seal.id),
            "private": .string(Base64URL.encode(Array(pair.rawRepresentation))),
        ]
        guard !PrivateFile.exists(path) else { throw PrivateFile.exists(path) }
        let unsealPath = unsealPath(for: path)
        guard !PrivateFile.exists(unsealPath) else {
            throw LoaderError(
                "keyring.exists", .configuration,
                "The private sealing key \(unsealPath) is there, but no key ring \(path).",
                remedy:
                    "Restore the ring from your backup, or move the private key away: it alone opens what was sealed.")
        }
        try PrivateFile.create(unsealPath, secret.serialized(pretty: true) + "\n")
        do {
            try PrivateFile.create(path, ring.document)
        } catch {
            PrivateFile.remove(unsealPath)
            throw error
        }
        return ring
    }

    /// Reads a ring whose file only its owner can read.
    ///
    /// - Throws: `keyring.missing`, `keyring.permissions`, `keyring.invalid`, each with what to do.
    public static func load(at path: String) throws(LoaderError) -> Keyring {
        let text = try PrivateFile.read(path)
        guard let document = try? JSONValue.parse(text), let ring = Keyring(path: path, document: document) else {
            throw LoaderError(
                "keyring.invalid", .configuration, "The key ring \(path) is damaged.",
                remedy: "Restore it from your backup: tokens cannot be made again without its keys.")
        }
        return ring
    }

    /// The ring with one more key, which is the active one from now on; the file is replaced at once.
    ///
    /// - Throws: `keyring.unwritable`.
    public func rotate() throws(LoaderError) -> Keyring {
        let key = Self.makeKey()
        let ring = Keyring(path: path, keys: keys + [key], active: key, seal: seal)
        try PrivateFile.replace(path, ring.document)
        return ring
    }

    private static func makeKey() -> Key {
        Key(id: makeIdentifier(), created: Timestamp.now().description, secret: SymmetricKey(size: .bits256))
    }
}

extension Keyring {
    private var document: String {
        let keys = keys.map { key -> JSONValue in
            [
                "id": .string(key.id), "created": .string(key.created),
                "secret": .string(Base64URL.encode(key.secret.withUnsafeBytes(Array.init))),
            ]
        }
        let document: JSONValue = [
            "version": 1, "active": .string(active.id), "keys": .array(keys),
            "seal": ["id": .string(seal.id), "public": .string(Base64URL.encode(seal.publicKey))],
        ]
        return document.serialized(pretty: true) + "\n"
    }

    private init?(path: String, document: JSONValue) {
        let keys = (document["keys"]?.array ?? []).compactMap(Self.key)
        guard document["version"]?.int == 1, keys.count == document["keys"]?.array?.count,
            Set(keys.map(\.id)).count == keys.count,
            let active = keys.first(where: { $0.id == document["active"]?.string }),
            let sealID = document["seal"]?["id"]?.string, Self.isIdentifier(sealID),
            let publicKey = document["seal"]?["public"]?.string.flatMap(Base64URL.decode), publicKey.count == 32
        else { return nil }
        self.init(path: path, keys: keys, active: active, seal: Seal(id: sealID, publicKey: publicKey))
    }

    private static func key(_ value: JSONValue) -> Key? {
        guard let id = value["id"]?.string, isIdentifier(id), let created = value["created"]?.string,
            let secret = value["secret"]?.string.flatMap(Base64URL.decode), secret.count == 32
        else { return nil }
        return Key(id: id, created: created, secret: SymmetricKey(data: secret))
    }
}
