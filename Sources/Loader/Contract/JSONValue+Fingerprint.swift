import Reporting
import Validator

extension JSONValue {
    /// The SHA-256 of the value in its canonical form, in hexadecimal digits.
    var fingerprint: String { SHA256Digest.hexadecimal(of: CanonicalJSON.bytes(of: self)) }
}
