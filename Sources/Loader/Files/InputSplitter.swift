/// Cuts one input into blocks of complete messages.
///
/// One buffer is filled at a time; what follows its last complete message moves to the next buffer. A message that is
/// longer than the limit is read to its end, but only its first bytes are kept.
final class InputSplitter {
    /// So much of a message that is too long is handed out.
    static let headBytes = 4 << 10

    private let stream: ContentStream
    private let name: String
    private let options: FileSource.Options
    private var framing: (any Framing)?
    private var buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    /// The offset in the input of the buffer's first byte. It does not hold for the first `head` bytes.
    private var base = 0
    /// The kept bytes of a message that is too long; they stand at the buffer's beginning.
    private var head = 0
    /// The text's first byte: behind the byte order mark.
    private var textStart = 0
    private var messages: [MessageSlice] = []
    private var ending: Ending?

    private struct Ending {
        var error: LoaderError?
    }

    /// The messages of `stream`, which errors call `name`.
    init(_ stream: ContentStream, name: String, options: FileSource.Options) {
        self.stream = stream
        self.name = name
        self.options = options
        // A byte order mark or the beginning that tells the format must fit.
        let look = options.format == .auto ? FormatDetection.window + 3 : 4
        buffer = MessageBlock.allocate(max(options.blockBytes, look))
    }

    deinit { buffer.deallocate() }

    /// The next complete messages; nil at the end.
    ///
    /// - Throws: ``LoaderError`` where the input cannot be read or split to its end, after all that could be was
    ///   handed out; nil follows.
    func next(sequence: Int, input: Int) throws(LoaderError) -> MessageBlock? {
        while ending == nil {
            makeRoom()
            let isFull = readSome()
            if !messages.isEmpty, isFull || !stream.isReady { break }
        }
        if !messages.isEmpty { return handOver(sequence: sequence, input: input) }
        if let error = ending?.error {
            ending = Ending()
            throw error
        }
        return nil
    }

    private var capacity: Int { buffer.count - MessageBlock.padding }

    /// Reads and scans once; true where the buffer is full or the input has ended.
    private func readSome() -> Bool {
        let start = filled
        let failure = fill()
        let endsHere = filled == start
        do {
            if framing != nil { scan(from: start) } else if try chooseFraming(endsHere: endsHere) { scan(from: 0) }
        } catch {
            ending = Ending(error: error)
            return true
        }
        if endsHere { finish(failure) }
        return endsHere || filled == capacity
    }

    /// Reads once; what went wrong is returned, and nothing was read then.
    private func fill() -> LoaderError? {
        do {
            filled += try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<capacity]))
            return nil
        } catch {
            return error
        }
    }

    private func scan(from start: Int) {
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<filled])
        let skipped = min(bytes.count, max(0, textStart - (base + start)))
        let text = UnsafeRawBufferPointer(rebasing: bytes[skipped...])
        framing?.scan(text, at: base + start + skipped, into: &messages)
    }

    private func finish(_ failure: LoaderError?) {
        framing?.finish(at: base + filled, isCut: failure != nil, into: &messages)
        ending = Ending(error: failure ?? framing?.fault?.error(in: name))
    }

    /// Looks at the input's first bytes; true once they tell how its messages stand in it.
    private func chooseFraming(endsHere: Bool) throws(LoaderError) -> Bool {
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
        guard bytes.count >= 4 || endsHere else { return false }
        textStart = try Self.textStart(of: bytes, in: name)
        let text = UnsafeRawBufferPointer(rebasing: bytes[textStart...])
        let format =
            options.format == .auto ? FormatDetection.format(of: text, endsHere: endsHere) : options.format
        switch format {
        case .ndjson: framing = LineFraming(from: textStart)
        case .array: framing = ValueFraming(array: true, from: textStart)
        case .concatenated: framing = ValueFraming(array: false, from: textStart)
        case .auto, nil: return false
        }
        return true
    }

    /// Where the text begins: behind the byte order mark.
    private static func textStart(of bytes: UnsafeRawBufferPointer, in name: String) throws(LoaderError) -> Int {
        switch ByteOrderMark(in: bytes) {
        case .none: return 0
        case .utf8: return 3
        case .other(let encoding):
            throw LoaderError(
                "source.encoding", .incomplete, "\(name) is \(encoding); only UTF-8 is read.",
                remedy: "Convert it, for example: iconv -f \(encoding) -t UTF-8.")
        }
    }

    /// Sees to it that the buffer can take more bytes.
    private func makeRoom() {
        guard filled == capacity, messages.isEmpty else { return }
        let pending = framing?.pending ?? base + filled
        if pending > base + head {
            keep(from: pending - base, in: buffer)
            head = 0
        } else if head == 0, capacity <= max(options.maxMessageBytes, Self.headBytes) {
            let larger = MessageBlock.allocate(capacity * 2)
            let old = buffer
            keep(from: 0, in: larger)
            old.deallocate()
        } else {
            // Too long for certain: its end is looked for, its first bytes are kept.
            head = min(Self.headBytes, options.maxMessageBytes)
            base += filled - head
            filled = head
        }
    }

    /// Moves the bytes from `start` on to the beginning of `target`, which becomes the buffer.
    private func keep(from start: Int, in target: UnsafeMutableRawBufferPointer) {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<filled]))
        base += start
        filled -= start
        buffer = target
    }

    /// Makes a block of the buffer and goes on with a new one.
    private func handOver(sequence: Int, input: Int) -> MessageBlock {
        for index in messages.indices { place(&messages[index]) }
        let full = buffer
        let end = filled
        let rest = (framing?.pending ?? base + filled) - base
        keep(from: rest, in: MessageBlock.allocate(max(options.blockBytes, (filled - rest) * 2)))
        head = 0
        full[end..<end + MessageBlock.padding].initializeMemory(as: UInt8.self, repeating: 0)
        defer {
            let count = messages.count
            messages = []
            messages.reserveCapacity(count + count / 8)
        }
        return MessageBlock(sequence: sequence, input: input, taking: full, messages: messages)
    }

    /// Turns an offset in the input into a place in the buffer, and cuts a message that is too long.
    private func place(_ message: inout MessageSlice) {
        let isHead = message.offset < base + head
        message.start = isHead ? 0 : message.offset - base
        guard isHead || message.length > options.maxMessageBytes else { return }
        message.problem = .tooLarge(length: message.length)
        message.length = min(Self.headBytes, options.maxMessageBytes)
    }
}
