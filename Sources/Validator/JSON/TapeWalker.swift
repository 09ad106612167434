/// The parser's second stage: walks the places that simdjson found and writes the tape.
///
/// It stops at the first thing that is not JSON without saying what; ``JSONDiagnosis`` finds that out.
struct TapeWalker {
    let bytes: UnsafePointer<UInt8>
    let length: Int
    let indexes: UnsafePointer<UInt32>
    let count: Int
    let entries: UnsafeMutablePointer<TapeEntry>
    /// The tape's indexes of the containers that are open.
    let open: UnsafeMutablePointer<UInt32>
    let maximumDepth: Int
    let hash: KeyHash
    /// The entries written.
    private(set) var used = 0
    private var cursor = 0
    private var depth = 0
    private var decodedCount = 0

    init(
        bytes: UnsafePointer<UInt8>, length: Int, indexes: UnsafePointer<UInt32>, count: Int,
        entries: UnsafeMutablePointer<TapeEntry>, open: UnsafeMutablePointer<UInt32>, maximumDepth: Int, hash: KeyHash
    ) {
        self.bytes = bytes
        self.length = length
        self.indexes = indexes
        self.count = count
        self.entries = entries
        self.open = open
        self.maximumDepth = maximumDepth
        self.hash = hash
    }

    /// Writes the whole tape; false, and no more is written, where the text is not JSON.
    mutating func walk(decoded: inout GrowingBuffer<UInt8>) -> Bool {
        while true {
            // A value is due.
            guard cursor < count else { return false }
            let start = Int(indexes[cursor])
            cursor += 1
            switch bytes[start] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard openContainer(at: start) else { return false }
                guard cursor < count else { return false }
                if bytes[Int(indexes[cursor])] == bytes[start] + 2 {
                    // The codes of `{}` and of `[]` differ by two.
                    closeContainer(at: Int(indexes[cursor]))
                    cursor += 1
                } else {
                    if bytes[start] == UInt8(ascii: "{") {
                        guard name(&decoded) else { return false }
                    }
                    continue
                }
            case UInt8(ascii: "\""):
                guard string(at: start, isName: false, &decoded) else { return false }
            case UInt8(ascii: "t"): guard literal("true", .boolean, .isTrue, at: start) else { return false }
            case UInt8(ascii: "f"): guard literal("false", .boolean, [], at: start) else { return false }
            case UInt8(ascii: "n"): guard literal("null", .null, [], at: start) else { return false }
            default: guard number(at: start) else { return false }
            }
            // A value is complete: what holds it goes on, or ends too.
            while true {
                if depth == 0 { return cursor == count }
                guard cursor < count else { return false }
                let place = Int(indexes[cursor])
                cursor += 1
                let container = Int(open[depth - 1])
                let isObject = entries[container].kind == .object
                entries[container].content &+= 1
                if bytes[place] == UInt8(ascii: ",") {
                    if isObject { guard name(&decoded) else { return false } }
                    break
                }
                guard bytes[place] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
                closeContainer(at: place)
            }
        }
    }

    // MARK: Containers

    @inline(__always)
    private mutating func openContainer(at start: Int) -> Bool {
        guard depth < maximumDepth else { return false }
        open[depth] = UInt32(truncatingIfNeeded: used)
        depth += 1
        let kind: TapeEntry.Kind = bytes[start] == UInt8(ascii: "{") ? .object : .array
        entries[used] = TapeEntry(kind: kind, flags: [], start: UInt32(truncatingIfNeeded: start))
        used += 1
        return true
    }

    @inline(__always)
    private mutating func closeContainer(at place: Int) {
        depth -= 1
        let container = Int(open[depth])
        entries[container].end = UInt32(truncatingIfNeeded: place + 1)
        entries[container].next = UInt32(truncatingIfNeeded: used)
    }

    /// A member's name and the colon behind it.
    @inline(__always)
    private mutating func name(_ decoded: inout GrowingBuffer<UInt8>) -> Bool {
        guard cursor < count else { return false }
        let start = Int(indexes[cursor])
        cursor += 1
        guard bytes[start] == UInt8(ascii: "\""), string(at: start, isName: true, &decoded) else { return false }
        guard cursor < count, bytes[Int(indexes[cursor])] == UInt8(ascii: ":") else { return false }
        cursor += 1
        return true
    }

    // MARK: Scalars

    /// simdjson has checked that the string is closed and holds no control character: its closing quote is the last
    /// byte before the next place that is not white space.
    @inline(__always)
    private mutating func string(at start: Int, isName: Bool, _ decoded: inout GrowingBuffer<UInt8>) -> Bool {
        var end = cursor < count ? Int(indexes[cursor]) : length
        repeat { end -= 1 } while end > start && bytes[end] != UInt8(ascii: "\"")
        guard end > start else { return false }
        let content = start + 1
        var entry = TapeEntry(kind: .string, flags: [], start: UInt32(truncatingIfNeeded: start))
        entry.end = UInt32(truncatingIfNeeded: end + 1)
        entry.content = UInt32(truncatingIfNeeded: content)
        entry.length = UInt32(truncatingIfNeeded: end - content)
        entry.flags = Self.scan(bytes + content, end - content)
        if entry.flags.contains(.decoded) {
            guard decode(&entry, from: content, to: end, &decoded) else { return false }
        }
        if isName {
            let text = (entry.flags.contains(.decoded) ? UnsafePointer(decoded.base) : bytes) + Int(entry.content)
            entry.hash = hash.hash(text, Int(entry.length))
        }
        entry.next = UInt32(truncatingIfNeeded: used + 1)
        entries[used] = entry
        used += 1
        return true
    }

    /// Whether the bytes hold a backslash or anything above 0x7F: eight bytes at a time.
    @inline(__always)
    private static func scan(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> TapeEntry.Flags {
        let raw = UnsafeRawPointer(bytes)
        var high: UInt64 = 0
        var backslash: UInt64 = 0
        var offset = 0
        while offset + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            high |= word
            let difference = word ^ 0x5C5C_5C5C_5C5C_5C5C
            backslash |= (difference &- 0x0101_0101_0101_0101) & ~difference
            offset += 8
        }
        while offset < count {
            high |= UInt64(bytes[offset])
            if bytes[offset] == UInt8(ascii: "\\") { backslash |= 0x80 }
            offset += 1
        }
        var flags: TapeEntry.Flags = []
        if high & 0x8080_8080_8080_8080 != 0 { flags.insert(.nonASCII) }
        if backslash & 0x8080_8080_8080_8080 != 0 { flags.insert(.decoded) }
        return flags
    }

    private mutating func decode(
        _ entry: inout TapeEntry, from start: Int, to end: Int, _ decoded: inout GrowingBuffer<UInt8>
    ) -> Bool {
        // No escape is shorter than what it stands for: the message's length is room for all of its strings.
        if decodedCount == 0 { decoded.reserve(length) }
        let source = UnsafeBufferPointer(start: bytes + start, count: end - start)
        guard let result = StringEscapes.decode(source, into: decoded.base + decodedCount) else { return false }
        entry.content = UInt32(truncatingIfNeeded: decodedCount)
        entry.length = UInt32(truncatingIfNeeded: result.count)
        if result.hasNull { entry.flags.insert(.unstorable) }
        if result.isNonASCII { entry.flags.insert(.nonASCII) }
        decodedCount += result.count
        return true
    }

    @inline(__always)
    private mutating func literal(
        _ text: StaticString, _ kind: TapeEntry.Kind, _ flags: TapeEntry.Flags, at start: Int
    ) -> Bool {
        let end = start + text.utf8CodeUnitCount
        guard end <= length, memoryIsEqual(bytes + start, text.utf8Start, text.utf8CodeUnitCount), isDelimiter(end)
        else { return false }
        scalar(kind, flags, start, end)
        return true
    }

    @inline(__always)
    private mutating func number(at start: Int) -> Bool {
        var end = start
        if bytes[end] == UInt8(ascii: "-") { end += 1 }
        let first = end
        while isDigit(end) { end += 1 }
        guard end > first, end == first + 1 || bytes[first] != UInt8(ascii: "0") else { return false }
        var flags: TapeEntry.Flags = .plainInteger
        if end < length, bytes[end] == UInt8(ascii: ".") {
            flags = []
            end += 1
            guard isDigit(end) else { return false }
            while isDigit(end) { end += 1 }
        }
        if end < length, bytes[end] | 0x20 == UInt8(ascii: "e") {
            flags = []
            end += 1
            if end < length, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") { end += 1 }
            guard isDigit(end) else { return false }
            while isDigit(end) { end += 1 }
        }
        guard isDelimiter(end) else { return false }
        scalar(.number, flags, start, end)
        return true
    }

    @inline(__always)
    private mutating func scalar(_ kind: TapeEntry.Kind, _ flags: TapeEntry.Flags, _ start: Int, _ end: Int) {
        var entry = TapeEntry(kind: kind, flags: flags, start: UInt32(truncatingIfNeeded: start))
        entry.end = UInt32(truncatingIfNeeded: end)
        entry.content = entry.start
        entry.length = UInt32(truncatingIfNeeded: end - start)
        entry.next = UInt32(truncatingIfNeeded: used + 1)
        entries[used] = entry
        used += 1
    }

    @inline(__always)
    private func isDigit(_ place: Int) -> Bool { place < length && bytes[place] &- 0x30 < 10 }

    /// Whether a scalar may end before this place.
    @inline(__always)
    private func isDelimiter(_ place: Int) -> Bool {
        guard place < length else { return true }
        switch bytes[place] {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
        default: return false
        }
    }
}
