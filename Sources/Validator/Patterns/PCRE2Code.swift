import CPCRE2

/// Owns one pattern that PCRE2 has compiled, by its just-in-time compiler where there is one.
final class PCRE2Code: Sendable {
    // Neither is changed after init, and PCRE2 lets many threads match with one code.
    private nonisolated(unsafe) let code: OpaquePointer
    private let isNative: Bool

    /// - Parameter source: a pattern in PCRE2's syntax.
    /// - Throws: `PatternError` with PCRE2's reason; its offset is that in PCRE2's text.
    init(_ source: String) throws(PatternError) {
        var source = source
        var status: Int32 = 0
        var offset = 0
        let options =
            PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF
            | PCRE2_NEVER_BACKSLASH_C
        let code = source.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
        }
        guard let code else { throw PatternError(offset: offset, message: Self.message(of: status)) }
        self.code = code
        isNative = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
    }

    deinit { pcre2_code_free_8(code) }

    private static func message(of status: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(Int(length), 0)), as: UTF8.self)
    }

    /// Searches a text, which must be valid UTF-8.
    func match(_ text: UnsafeBufferPointer<UInt8>, with scratch: PatternScratch) -> PatternVerdict {
        let base = text.baseAddress ?? UnsafePointer(scratch.emptyText)
        scratch.setMatchLimit(forTextOf: text.count)
        let match = isNative ? pcre2_jit_match_8 : pcre2_match_8
        let status = match(code, base, text.count, 0, PCRE2_NO_UTF_CHECK, scratch.matchData, scratch.context)
        if status >= 0 { return .matches }
        return status == PCRE2_ERROR_NOMATCH ? .doesNotMatch : .undecided
    }
}
