/// A deterministic automaton over the bytes of a text: one table look-up a byte, no backtracking, no allocation.
///
/// Bytes are grouped into classes. A scalar outside ASCII is judged by its first byte; where that is not enough, the
/// automaton defers the whole text. The bytes behind the first one change nothing. States are numbers of rows, times
/// the width of a row; each row's last entry says whether a text may end there.
final class ByteAutomaton: Sendable {
    /// Rows that end a run: no match any more, a match whatever follows, and a text that PCRE2 has to judge.
    enum FinalRow {
        static let dead = 0
        static let matched = 1
        static let deferred = 2
        static let count = 3
    }

    // Both are filled in init and never changed.
    private nonisolated(unsafe) let classes: UnsafeMutablePointer<UInt8>
    private nonisolated(unsafe) let transitions: UnsafeMutablePointer<UInt16>
    private let width: Int
    private let start: Int
    /// Whether some texts are left to PCRE2.
    let defersSomeTexts: Bool

    /// - Parameters:
    ///   - classes: the class of each of the 256 bytes.
    ///   - rows: the states; each has a row number for every class and, last, 1 if a text may end there.
    ///   - start: the first state's row.
    init(classes: [UInt8], rows: [[Int]], start: Int) {
        width = rows[0].count
        self.start = start * width
        self.classes = .allocate(capacity: 256)
        self.classes.initialize(from: classes, count: 256)
        transitions = .allocate(capacity: rows.count * width)
        for (number, row) in rows.enumerated() {
            for (column, entry) in row.enumerated() {
                let value = column == width - 1 ? entry : entry * width
                (transitions + number * width + column).initialize(to: UInt16(value))
            }
        }
        defersSomeTexts = rows.contains { $0.dropLast().contains(FinalRow.deferred) }
    }

    deinit {
        classes.deallocate()
        transitions.deallocate()
    }

    /// The verdict on a text; nil when it is deferred.
    @inline(__always)
    func run(_ text: UnsafeBufferPointer<UInt8>) -> PatternVerdict? {
        let firstLive = FinalRow.count * width
        var state = start
        for byte in text {
            if state < firstLive { break }
            state = Int(transitions[state + Int(classes[Int(byte)])])
        }
        if state == FinalRow.deferred * width { return nil }
        return transitions[state + width - 1] == 1 ? .matches : .doesNotMatch
    }
}
