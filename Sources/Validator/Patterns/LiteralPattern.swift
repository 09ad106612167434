#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pattern that is plain text: `^abc`, `abc$`, `^abc$` or `abc`.
struct LiteralPattern: Sendable {
    private let bytes: [UInt8]
    private let isAtStart: Bool
    private let isAtEnd: Bool

    /// nil when the pattern is anything else.
    init?(_ node: PatternNode) {
        var terms = if case .sequence(let terms) = node { terms } else { [node] }
        isAtStart = terms.first == .start
        if isAtStart { terms.removeFirst() }
        isAtEnd = terms.last == .end
        if isAtEnd { terms.removeLast() }
        var text = String.UnicodeScalarView()
        for term in terms {
            guard case .oneOf(let characters) = term, let scalar = characters.onlyScalar.flatMap(Unicode.Scalar.init)
            else { return nil }
            text.append(scalar)
        }
        guard !text.isEmpty else { return nil }
        bytes = Array(String(text).utf8)
    }

    func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { literal in
            guard text.count >= literal.count, let base = text.baseAddress, let wanted = literal.baseAddress else {
                return false
            }
            if isAtStart {
                return (!isAtEnd || text.count == literal.count) && memcmp(base, wanted, literal.count) == 0
            }
            let rest = text.count - literal.count
            if isAtEnd { return memcmp(base + rest, wanted, literal.count) == 0 }
            return Self.isFound(wanted, literal.count, in: base, lastStart: rest)
        }
    }

    /// Looks at every place where the first byte stands; `memchr` finds them sixteen bytes and more at a time.
    private static func isFound(
        _ wanted: UnsafePointer<UInt8>, _ count: Int, in base: UnsafePointer<UInt8>, lastStart: Int
    ) -> Bool {
        var index = 0
        while index <= lastStart, let hit = memchr(base + index, Int32(wanted[0]), lastStart - index + 1) {
            if memcmp(hit, wanted, count) == 0 { return true }
            index = UnsafeRawPointer(hit) - UnsafeRawPointer(base) + 1
        }
        return false
    }
}
