/// The items of one JSON array, or JSON values one after the other, found by their brackets.
struct ValueFraming: Framing {
    private enum Phase { case opening, itemOrEnd, item, commaOrEnd, ended, remainder }

    private(set) var fault: FramingFault?
    private let isArray: Bool
    private var phase: Phase
    private var scanner = StructureScanner()
    private var lines: LineCounter
    /// The value that is not complete yet.
    private var value: MessageSlice?

    /// The values of an input whose text begins at `offset`.
    init(array isArray: Bool, from offset: Int) {
        self.isArray = isArray
        phase = isArray ? .opening : .item
        lines = LineCounter(from: offset)
    }

    var pending: Int? { value?.offset }

    mutating func scan(_ bytes: UnsafeRawBufferPointer, at base: Int, into messages: inout [MessageSlice]) {
        var index = 0
        while index < bytes.count, phase != .remainder {
            if value == nil {
                index = Blank.end(in: bytes, from: index)
                guard index < bytes.count else { break }
                if isArray, takePunctuation(bytes[index]) {
                    index += 1
                    continue
                }
                begin(at: index, in: bytes, base: base)
                if phase == .remainder { break }
            }
            index = continueValue(bytes, from: index, base: base, into: &messages)
        }
        lines.advance(to: base + bytes.count, in: bytes, at: base)
    }

    mutating func finish(at end: Int, isCut: Bool, into messages: inout [MessageSlice]) {
        if isArray, phase != .ended, fault == nil, !isCut { fault = .unclosedArray(offset: end) }
        guard let open = value else { return }
        if phase == .remainder {
            close(at: end, problem: open.problem, into: &messages)
        } else if scanner.isCompleteAtEnd, !isCut {
            close(at: end, problem: nil, into: &messages)
        } else {
            if scanner.isBroken, fault == nil { fault = .unsplittable(offset: open.offset, line: open.line) }
            close(at: end, problem: .truncated, into: &messages)
        }
    }

    /// Takes an array's own bracket or comma; false where `byte` is none that may stand here.
    private mutating func takePunctuation(_ byte: UInt8) -> Bool {
        switch (byte, phase) {
        case (UInt8(ascii: "["), .opening): phase = .itemOrEnd
        case (UInt8(ascii: "]"), .itemOrEnd), (UInt8(ascii: "]"), .commaOrEnd): phase = .ended
        case (UInt8(ascii: ","), .commaOrEnd): phase = .item
        default: return false
        }
        return true
    }

    private mutating func begin(at index: Int, in bytes: UnsafeRawBufferPointer, base: Int) {
        let offset = base + index
        lines.advance(to: offset, in: bytes, at: base)
        value = MessageSlice(
            start: offset, length: 0, offset: offset, line: lines.line, column: lines.column(of: offset))
        scanner = StructureScanner()
        guard isArray, phase != .item, phase != .itemOrEnd else { return }
        // Behind an item without a comma, or behind the array: valid JSON or not, it is no item.
        value?.problem = .truncated
        giveUp(at: offset)
    }

    private mutating func continueValue(
        _ bytes: UnsafeRawBufferPointer, from index: Int, base: Int, into messages: inout [MessageSlice]
    ) -> Int {
        switch scanner.advance(bytes, from: index) {
        case .more:
            return bytes.count
        case .complete(let end):
            close(at: base + end, problem: nil, into: &messages)
            if isArray { phase = .commaOrEnd }
            return end
        case .unsplittable(let end):
            lines.advance(to: base + end, in: bytes, at: base)
            giveUp(at: base + end)
            return bytes.count
        }
    }

    private mutating func giveUp(at offset: Int) {
        phase = .remainder
        fault = .unsplittable(offset: offset, line: lines.line)
    }

    private mutating func close(at end: Int, problem: MessageSlice.Problem?, into messages: inout [MessageSlice]) {
        guard var message = value else { return }
        message.length = end - message.offset
        message.problem = problem
        messages.append(message)
        value = nil
    }
}
