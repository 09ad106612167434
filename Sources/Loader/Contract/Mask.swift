/// How a column hides personal data.
public struct Mask: Hashable, Sendable {
    /// What becomes of the value.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// A keyed token: equal values of one domain give equal tokens.
        case hmac
        /// The plain SHA-256 in hexadecimal digits; guessing undoes it.
        case sha256
        /// A constant.
        case redact
        /// SQL NULL.
        case null
    }

    /// What is made equal before the MAC.
    public enum Normalization: String, Hashable, Sendable, CaseIterable {
        case none, trim, lower, ip
    }

    /// What becomes of the value.
    public var method: Method
    /// The name that separates the tokens of different kinds of data.
    public var domain: String
    /// The length of a keyed token: 128 or 256.
    public var bits: Int
    /// What is made equal before the MAC.
    public var normalize: Normalization

    /// A mask of these parts.
    public init(method: Method, domain: String = "", bits: Int = 256, normalize: Normalization = .none) {
        self.method = method
        self.domain = domain
        self.bits = bits
        self.normalize = normalize
    }
}
