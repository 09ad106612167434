/// One value or one member name of a parsed message, as the tape holds it: 32 bytes, in document order.
///
/// An object is followed by name, value, name, value …; an array by its items. `next` skips a value whole.
public struct TapeEntry: Sendable, BitwiseCopyable {
    /// What the entry is; a member's name is a string.
    public var kind: Kind
    /// What a reader needs to know beyond the kind.
    public var flags: Flags
    /// The first byte of the value in the message, a string's opening quote included.
    public var start: UInt32
    /// The byte behind the value's last one.
    public var end: UInt32
    /// The tape's index behind the value and all that it holds.
    public var next: UInt32
    /// A string's content: an index into the message, or into the decoded bytes where ``Flags/decoded`` is set.
    /// An object's members or an array's items: their number.
    public var content: UInt32
    /// The length of a string's content in bytes.
    public var length: UInt32
    /// ``KeyHash`` of a member's name; 0 for all else.
    public var hash: UInt64

    /// What a value is: one bit each, so that a set of kinds is tested at once.
    public struct Kind: OptionSet, Sendable, Hashable, BitwiseCopyable {
        /// The bits.
        public let rawValue: UInt8

        /// The kinds of these bits.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// `null`
        @inlinable
        public static var null: Kind { Kind(rawValue: 1) }
        /// `true` or `false`
        @inlinable
        public static var boolean: Kind { Kind(rawValue: 2) }
        /// A number, whether or not it has a fraction.
        @inlinable
        public static var number: Kind { Kind(rawValue: 4) }
        /// A string or a member name.
        @inlinable
        public static var string: Kind { Kind(rawValue: 8) }
        /// `[…]`
        @inlinable
        public static var array: Kind { Kind(rawValue: 16) }
        /// `{…}`
        @inlinable
        public static var object: Kind { Kind(rawValue: 32) }
    }

    /// What a reader needs to know beyond the kind.
    public struct Flags: OptionSet, Sendable, Hashable, BitwiseCopyable {
        /// The bits.
        public let rawValue: UInt8

        /// The flags of these bits.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The boolean is true.
        @inlinable
        public static var isTrue: Flags { Flags(rawValue: 1) }
        /// The number is written with digits alone: `-12`, not `1.0` nor `1e3`.
        @inlinable
        public static var plainInteger: Flags { Flags(rawValue: 2) }
        /// The string held escapes: its content lies in the decoded bytes.
        @inlinable
        public static var decoded: Flags { Flags(rawValue: 4) }
        /// The string holds bytes above 0x7F.
        @inlinable
        public static var nonASCII: Flags { Flags(rawValue: 8) }
        /// The string holds U+0000, which PostgreSQL's text cannot hold.
        @inlinable
        public static var unstorable: Flags { Flags(rawValue: 16) }
    }

    @inlinable
    init(kind: Kind, flags: Flags, start: UInt32) {
        self.kind = kind
        self.flags = flags
        self.start = start
        end = start
        next = 0
        content = 0
        length = 0
        hash = 0
    }
}
