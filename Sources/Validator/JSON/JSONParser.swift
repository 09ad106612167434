import CSimdjson

/// Parses one message after the other onto a tape that it owns and uses again.
///
/// simdjson's first stage checks UTF-8 and finds every bracket, colon, comma and scalar; this class walks those places
/// once and writes a ``TapeEntry`` for each value and each member name. It takes exactly the JSON of RFC 8259 without
/// what RFC 7493 (I-JSON) forbids: lone surrogates and, unless asked otherwise, duplicate names.
/// Not thread-safe: one for each thread.
public final class JSONParser {
    /// The deepest nesting that a parser takes by default.
    public static let defaultMaximumDepth = 512
    /// The longest text that a parser takes, in bytes.
    public static let maximumLength = 1 << 30

    /// Whether an object may hold two members of one name; the last one counts, and documents do not have the others.
    public let allowsDuplicateNames: Bool
    private let maximumDepth: Int
    private let indexer: OpaquePointer?
    private let hash = KeyHash.shared
    private var entries = GrowingBuffer<TapeEntry>()
    private var decoded = GrowingBuffer<UInt8>()
    private let open: GrowingBuffer<UInt32>
    private var names = NameSet()

    /// A parser that refuses nesting deeper than `maximumDepth`.
    public init(maximumDepth: Int = defaultMaximumDepth, allowsDuplicateNames: Bool = false) {
        self.maximumDepth = maximumDepth
        self.allowsDuplicateNames = allowsDuplicateNames
        indexer = csimdjson_indexer_create()
        open = GrowingBuffer(capacity: maximumDepth + 1)
    }

    deinit { csimdjson_indexer_destroy(indexer) }

    /// The document that `bytes` hold; it refers to `bytes` and to the parser, and is valid until the next call.
    ///
    /// - Throws: what is wrong first, and where.
    public func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONSyntaxError) -> JSONNode {
        let text = bytes.assumingMemoryBound(to: UInt8.self)
        guard let base = text.baseAddress, !text.isEmpty else { throw JSONSyntaxError(.empty, at: 0, in: text) }
        guard text.count <= Self.maximumLength else { throw JSONSyntaxError(.tooLarge, at: 0, in: text) }
        guard let indexer else { throw JSONSyntaxError(.undecided, at: 0, in: text) }
        var indexes: UnsafePointer<UInt32>?
        var count: UInt32 = 0
        guard csimdjson_index(indexer, base, text.count, &indexes, &count) == 0, let indexes else {
            throw diagnose(text)
        }
        entries.reserve(Int(count) + 1)
        var walker = TapeWalker(
            bytes: base, length: text.count, indexes: indexes, count: Int(count), entries: entries.base,
            open: open.base, maximumDepth: maximumDepth, hash: hash)
        guard walker.walk(decoded: &decoded) else { throw diagnose(text) }
        let tape = Tape(bytes: base, entries: UnsafePointer(entries.base), decoded: UnsafePointer(decoded.base))
        if let repeated = names.firstRepetition(in: tape, count: walker.used) {
            guard allowsDuplicateNames else { throw JSONSyntaxError(.duplicateName, at: repeated, in: text) }
            let compaction = TapeCompaction(shadowed: names.shadowed(in: tape, count: walker.used))
            compaction.apply(to: entries.base, count: walker.used)
        }
        return JSONNode(tape: tape, index: 0)
    }

    private func diagnose(_ text: UnsafeBufferPointer<UInt8>) -> JSONSyntaxError {
        var diagnosis = JSONDiagnosis(text, maximumDepth: maximumDepth)
        return diagnosis.firstError() ?? JSONSyntaxError(.undecided, at: 0, in: text)
    }
}
