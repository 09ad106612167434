/// Decides how an input's messages stand in it by a bounded look at its beginning.
///
/// The rule, which `docs/inputs.md` repeats for users:
/// 1. The first line is one complete value: NDJSON; but an array that no other value follows is one array.
/// 2. It begins with `[` otherwise: one array.
/// 3. It holds several complete values, or its value is completed, or still sound, on later lines: concatenated.
/// 4. It is broken: NDJSON, unless it begins an object and most of the lines behind it do not.
struct FormatDetection {
    /// At most so many bytes are looked at.
    static let window = 256 << 10
    /// At most so many lines behind a broken first one are looked at.
    static let linesAhead = 8

    private let text: UnsafeRawBufferPointer
    /// Whether no byte behind `text` can be looked at.
    private let isWhole: Bool
    private let first: Int
    private let lineEnd: Int

    /// A look at `text`; `endsHere` where the input ends with it. Nil where the text is blank.
    private init?(_ bytes: UnsafeRawBufferPointer, endsHere: Bool) {
        text = UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.window))
        isWhole = endsHere || bytes.count >= Self.window
        first = Blank.end(in: text, from: 0)
        guard first < text.count else { return nil }
        lineEnd = text[first...].firstIndex(of: 0x0A) ?? text.count
    }

    /// The format of an input that begins with `bytes`; nil where more bytes are needed to tell.
    static func format(of bytes: UnsafeRawBufferPointer, endsHere: Bool) -> FileFormat? {
        guard let look = FormatDetection(bytes, endsHere: endsHere) else {
            return endsHere || bytes.count >= window ? .ndjson : nil
        }
        guard look.lineEnd < look.text.count || look.isWhole else { return nil }
        return look.decide(endsHere: endsHere)
    }

    private func decide(endsHere: Bool) -> FileFormat? {
        let isArray = text[first] == UInt8(ascii: "[")
        var values = 0
        var index = first
        while index < lineEnd {
            var scanner = StructureScanner()
            let step = scanner.advance(text, from: index)
            if case .complete(let end) = step, !scanner.isBroken {
                guard end <= lineEnd else { return isArray && values == 0 ? .array : .concatenated }
                values += 1
                index = Blank.end(in: UnsafeRawBufferPointer(rebasing: text[..<lineEnd]), from: end)
            } else if isArray, values == 0 {
                return .array
            } else if step == .more, !scanner.isBroken, !scanner.isCompleteAtEnd {
                return unfinished(values: values, endsHere: endsHere)
            } else if scanner.isBroken {
                return broken(values: values)
            } else {
                values += 1
                index = text.count
            }
        }
        if values > 1 { return .concatenated }
        return isArray ? arrayOrLines() : .ndjson
    }

    /// The first line is one array: only a value behind it makes it a line of NDJSON.
    private func arrayOrLines() -> FileFormat? {
        let next = Blank.end(in: text, from: lineEnd)
        guard next < text.count else { return isWhole ? .array : nil }
        return CharacterClass.beginsValue(text[next]) ? .ndjson : .array
    }

    /// The text ends inside a value that is sound so far.
    private func unfinished(values: Int, endsHere: Bool) -> FileFormat? {
        guard isWhole else { return nil }
        if endsHere { return broken(values: values) }
        return lineEnd < text.count || values > 0 ? .concatenated : .ndjson
    }

    private func broken(values: Int) -> FileFormat? {
        if values > 0 { return values > 1 ? .concatenated : .ndjson }
        guard text[first] == UInt8(ascii: "{") else { return .ndjson }
        let followers = linesBehind()
        guard followers.count == Self.linesAhead || isWhole else { return nil }
        let likeTheFirst = followers.count { $0 == text[first] }
        return likeTheFirst * 2 >= followers.count ? .ndjson : .concatenated
    }

    /// The first bytes of the lines behind the first one, blank lines left out.
    private func linesBehind() -> [UInt8] {
        var firsts: [UInt8] = []
        var index = lineEnd
        while firsts.count < Self.linesAhead, index + 1 < text.count {
            let start = index + 1
            index = text[start...].firstIndex(of: 0x0A) ?? text.count
            if Blank.end(in: text, from: start) < index { firsts.append(text[start]) }
        }
        return firsts
    }
}
