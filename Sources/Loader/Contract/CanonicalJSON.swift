import Validator

extension JSONValue {
    /// The same value with the members of every object sorted by name.
    var sortedByName: JSONValue {
        switch self {
        case .array(let items): .array(items.map(\.sortedByName))
        case .object(let object):
            .object(
                JSONObject(
                    object.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
                        .map { ($0.name, $0.value.sortedByName) }))
        default: self
        }
    }

    /// The SHA-256 of the value on one line with sorted members, in hexadecimal digits.
    var fingerprint: String { SHA256Digest.hexadecimal(of: sortedByName.serialized()) }
}
