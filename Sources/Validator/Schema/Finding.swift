/// A failure as the collecting pass notes it: indexes only; texts are made for those that are reported.
struct Finding {
    /// The site of what leads deeper than the stack allows.
    static let tooDeep: UInt32 = .max
    /// The site of what takes more steps than a message of its size may.
    static let tooLong: UInt32 = .max - 1

    /// The keyword.
    var site: UInt32
    /// The value's index on the tape.
    var node: Int
    /// The keyword's place on the way through the schema, as segments.
    var path: [UInt32]
    /// The names or items that are to blame.
    var culprits: Culprits = .none
    /// Whether the check could not be decided.
    var isUndecided = false

    enum Culprits {
        case none
        /// Slots of required names that are missing.
        case missing([Int])
        /// The tape's indexes of member names or items that must not be there.
        case surplus([Int])
        /// The branches of an `anyOf` or `oneOf`: how many there are, how many held, and the one that came closest.
        case branches(count: Int, held: Int, closest: Int?)
    }
}
