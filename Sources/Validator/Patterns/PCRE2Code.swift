import CPCRE2

/// Owns one pattern that PCRE2 has compiled, by its just-in-time compiler where there is one.
///
/// PCRE2's match limit is one for each place where a match may begin, and does not count what a repetition of single
/// characters runs through: a search may take time that grows with the square of the text's length. Long texts are
/// searched by a form of the pattern that counts each way out of a repetition.
final class PCRE2Code: Sendable {
    // None is changed after init, and PCRE2 lets many threads match with one code.
    private nonisolated(unsafe) let code: OpaquePointer
    private nonisolated(unsafe) let metered: OpaquePointer
    private let isNative: Bool

    /// The longest text, in bytes, whose square is no matter.
    private static let shortLength = 1 << 10

    /// - Parameters:
    ///   - source: a pattern in PCRE2's syntax.
    ///   - metered: the same with callouts; nil where no text is searched.
    /// - Throws: `PatternError` with PCRE2's reason; its offset is that in PCRE2's text.
    init(_ source: String, metered: String? = nil) throws(PatternError) {
        let code = try Self.compile(source, options: 0)
        self.code = code
        do {
            // A repetition that cannot be left early is run through without being counted.
            let metered = metered == source ? nil : metered
            self.metered =
                try metered.map { text throws(PatternError) in
                    try Self.compile(text, options: PCRE2_NO_AUTO_POSSESS)
                } ?? code
        } catch {
            pcre2_code_free_8(code)
            throw error
        }
        let status = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        isNative = status == 0 && (code == self.metered || pcre2_jit_compile_8(self.metered, PCRE2_JIT_COMPLETE) == 0)
    }

    deinit {
        if metered != code { pcre2_code_free_8(metered) }
        pcre2_code_free_8(code)
    }

    private static func compile(_ source: String, options: UInt32) throws(PatternError) -> OpaquePointer {
        var source = source
        var status: Int32 = 0
        var offset = 0
        let options =
            options | PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF
            | PCRE2_NEVER_BACKSLASH_C
        let code = source.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
        }
        guard let code else { throw PatternError(offset: offset, message: message(of: status)) }
        return code
    }

    private static func message(of status: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(Int(length), 0)), as: UTF8.self)
    }

    /// Searches a text, which must be valid UTF-8.
    func match(_ text: UnsafeBufferPointer<UInt8>, with scratch: PatternScratch) -> PatternVerdict {
        let base = text.baseAddress ?? UnsafePointer(scratch.emptyText)
        scratch.setLimits(forTextOf: text.count)
        let code = text.count > Self.shortLength ? metered : code
        let match = isNative ? pcre2_jit_match_8 : pcre2_match_8
        let status = match(code, base, text.count, 0, PCRE2_NO_UTF_CHECK, scratch.matchData, scratch.context)
        if status >= 0 { return .matches }
        return status == PCRE2_ERROR_NOMATCH ? .doesNotMatch : .undecided
    }
}
