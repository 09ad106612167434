import Crypto
import Validator

/// The keys that masks, fingerprints and sealing use: a file that only its owner can read.
///
/// Old keys stay in the ring after a rotation, so that tokens made with them can still be looked up. Nothing here
/// prints a secret: only ids are ever shown.
public struct Keyring: Sendable {
    /// One key without its secret.
    public struct Entry: Hashable, Sendable {
        /// Eight lower-case letters and digits.
        public let id: String
        /// When the key was made, as RFC 3339 in UTC.
        public let created: String
        /// Whether new tokens are made with it.
        public let isActive: Bool
    }

    struct Key: Sendable {
        let id: String
        let created: String
        let secret: SymmetricKey
    }

    /// The public half of the sealing key pair.
    struct Seal: Hashable, Sendable {
        let id: String
        let publicKey: [UInt8]
    }

    /// Where a ring lies if nobody says otherwise.
    public static let defaultPath = ".audit/keyring.json"

    static let identifierLength = 8

    /// The file that the ring was read from.
    public let path: String
    let keys: [Key]
    let active: Key
    let seal: Seal

    init(path: String, keys: [Key], active: Key, seal: Seal) {
        self.path = path
        self.keys = keys
        self.active = active
        self.seal = seal
    }

    /// The keys in the order of their making, without secrets.
    public var list: [Entry] { keys.map { Entry(id: $0.id, created: $0.created, isActive: $0.id == active.id) } }

    /// The id of the key that new tokens and fingerprints are made with.
    public var activeID: String { active.id }

    /// The id of the key pair that messages are sealed to.
    public var sealID: String { seal.id }

    /// A key for one method and domain, derived from the active key.
    func subkey(method: String, domain: String) -> [UInt8] {
        Subkey.derive(from: active.secret, method: method, domain: domain)
    }

    /// A key for what has to be the same after a rotation too, derived from the ring's oldest key.
    func lastingSubkey(method: String) -> [UInt8] {
        Subkey.derive(from: (keys.first ?? active).secret, method: method, domain: "")
    }

    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == identifierLength
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }

    static func makeIdentifier() -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        var generator = SystemRandomNumberGenerator()
        return String((0..<identifierLength).compactMap { _ in alphabet.randomElement(using: &generator) })
    }
}

extension Keyring: CustomStringConvertible, CustomReflectable {
    /// The path and the active key's id.
    public var description: String { "Keyring(\(path), active: \(active.id))" }

    /// No more than the description: a dump must not show secrets either.
    public var customMirror: Mirror { Mirror(self, children: ["path": path, "active": active.id]) }
}
