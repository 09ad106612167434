/// One regular expression of a schema: `pattern`, or a name in `patternProperties`.
///
/// The meaning is ECMA-262's with the flag `u`: a search, not anchored, on Unicode scalars. A pattern that is a literal
/// or whose next byte always decides runs as a program over bytes; any other one on PCRE2 under a low match limit.
/// Both answer the same wherever both can.
final class Pattern: Sendable {
    private let literal: LiteralPattern?
    private let automaton: ByteAutomaton?
    /// The same automaton without counting references, which all threads would do at one address.
    private let program: Unmanaged<ByteAutomaton>?
    /// nil where no text needs PCRE2.
    let code: PCRE2Code?

    /// Compiles a pattern.
    ///
    /// - Throws: `PatternError` for what ECMA-262 does not allow, and for what PCRE2 cannot run (a lookbehind of
    ///   varying length, a program above 64 KiB); the offset of the latter is 0.
    convenience init(_ source: String) throws(PatternError) { try self.init(source, usesBytePrograms: true) }

    /// - Parameter usesBytePrograms: false sends every text to PCRE2, so that a test can compare the two.
    init(_ source: String, usesBytePrograms: Bool) throws(PatternError) {
        var parser = PatternParser(source)
        let node = try parser.parse()
        literal = usesBytePrograms ? LiteralPattern(node) : nil
        automaton = usesBytePrograms && literal == nil ? AutomatonBuilder.automaton(for: node) : nil
        program = automaton.map(Unmanaged.passUnretained)
        let needsPCRE2 = literal == nil && automaton?.defersSomeTexts != false
        code = needsPCRE2 ? try Self.code(for: node) : nil
    }

    private static func code(for node: PatternNode) throws(PatternError) -> PCRE2Code {
        let source = try PCRE2Translation(node).text
        let metered = try PCRE2Translation(node, isMetered: true).text
        do {
            return try PCRE2Code(source, metered: metered)
        } catch {
            throw PatternError(offset: 0, message: "PCRE2 cannot run this pattern: \(error.message)")
        }
    }

    /// Searches a text.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8; no byte behind it is read.
    ///   - scratch: the calling thread's own.
    func match(_ text: UnsafeBufferPointer<UInt8>, with scratch: PatternScratch) -> PatternVerdict {
        if let literal { return literal.occurs(in: text) ? .matches : .doesNotMatch }
        if let program, let verdict = program._withUnsafeGuaranteedRef({ $0.run(text) }) { return verdict }
        return code?.match(text, with: scratch) ?? .undecided
    }
}
