/// Something that stopped a run or kept it from proving what it did.
///
/// Holds what happened, where, and what to do next; never a message's data.
public struct LoaderError: Error, Hashable, Sendable {
    /// A stable, dotted name of what happened, for scripts and tests: `source.unreadable`.
    public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The dotted name.
        public let rawValue: String

        /// A code of this name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A code of this name.
        public init(stringLiteral value: String) { rawValue = value }
    }

    /// Who has to act, which decides the exit code.
    public enum Kind: Sendable, Hashable {
        /// The command line is wrong: exit code 64.
        case usage
        /// The contract or the configuration is wrong: exit code 78.
        case configuration
        /// Something could not be read, written, evaluated or proven: exit code 2.
        case incomplete
    }

    /// The stable name of what happened.
    public let code: Code
    /// Who has to act.
    public let kind: Kind
    /// What happened and where, as one sentence.
    public let message: String
    /// What to do next, as one sentence; may be empty.
    public let remedy: String

    /// An error of these parts.
    public init(_ code: Code, _ kind: Kind, _ message: String, remedy: String = "") {
        self.code = code
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }
}

extension LoaderError: CustomStringConvertible {
    /// The sentence and its remedy; behind a list, which ends without a full stop, the remedy has a line of its own.
    public var description: String {
        if remedy.isEmpty { return message }
        return message.hasSuffix(".") ? "\(message) \(remedy)" : "\(message)\n\(remedy)"
    }
}
