import Validator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes values in PostgreSQL's binary form of one column type (the `…_send` functions of its `utils/adt`).
struct ValueWriter: Sendable {
    /// Days from 1970-01-01 to 2000-01-01, where PostgreSQL's calendar begins.
    static let epochDay = 10_957
    static let epochMicroseconds = Int64(epochDay) * 86_400_000_000

    let type: ColumnType

    /// Writes a value that no transform has changed, or says why the column cannot hold it.
    @inline(__always)
    func write(_ node: JSONNode, to output: ByteWriter) -> ColumnError.Code? {
        let kind = node.kind
        if kind == .string, type != .jsonb {
            if node.flags.contains(.unstorable) { return .unstorable }
            return write(text: node.text, isASCII: !node.flags.contains(.nonASCII), to: output)
        }
        switch type {
        case .jsonb: return writeDocument(node, to: output)
        case .boolean where kind == .boolean: output.append(node.isTrue ? 1 as UInt8 : 0)
        case .text where kind == .number || kind == .boolean, .varchar where kind == .number || kind == .boolean:
            return write(text: node.text, isASCII: true, to: output)
        case .smallint where kind == .number, .integer where kind == .number, .bigint where kind == .number:
            guard let value = Self.integer(node) else { return node.isInteger ? .outOfRange : .wrongKind }
            return write(integer: value, to: output)
        case .real where kind == .number, .double where kind == .number: return writeFloat(node.text, to: output)
        case .numeric(let precision, let scale) where kind == .number:
            return NumericText(precision: precision, scale: scale).write(node.text, to: output)
        default: return .wrongKind
        }
        return nil
    }

    /// Writes a text, a transformed one perhaps.
    @inline(__always)
    func write(text: UnsafeBufferPointer<UInt8>, isASCII: Bool, to output: ByteWriter) -> ColumnError.Code? {
        switch type {
        case .text: output.append(text)
        case .varchar(let limit):
            guard text.count <= limit || (!isASCII && TextTransform.characters(text) <= limit) else { return .tooLong }
            output.append(text)
        case .uuid: return writeUUID(text, to: output)
        case .inet: return writeAddress(text, to: output)
        case .date:
            guard let day = TimeText.day(text) else { return .syntax }
            output.append(Int32(truncatingIfNeeded: day - Self.epochDay))
        case .timestamp, .timestamptz:
            guard let moment = TimeText.moment(text, needsOffset: type == .timestamptz) else { return .syntax }
            output.append(moment - Self.epochMicroseconds)
        default: return .wrongKind
        }
        return nil
    }

    /// Writes an integer into a column of an integer type.
    func write(integer value: Int64, to output: ByteWriter) -> ColumnError.Code? {
        switch type {
        case .smallint:
            guard let small = Int16(exactly: value) else { return .outOfRange }
            output.append(small)
        case .integer:
            guard let medium = Int32(exactly: value) else { return .outOfRange }
            output.append(medium)
        case .bigint: output.append(value)
        default: return .wrongKind
        }
        return nil
    }

    /// A number's value as 64 bits; nil where it has a fraction or does not fit.
    private static func integer(_ node: JSONNode) -> Int64? {
        guard node.flags.contains(.plainInteger) else { return JSONNumber(text: node.string)?.int.map(Int64.init) }
        let text = node.text
        let isNegative = text.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in text.dropFirst(isNegative ? 1 : 0) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, underflow) = product.subtractingReportingOverflow(Int64(byte &- 0x30))
            guard !overflow, !underflow else { return nil }
            value = next
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }
}

extension ValueWriter {
    private func writeUUID(_ text: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> ColumnError.Code? {
        guard let id = Self.uuid(text) else { return .syntax }
        output.append(id.high)
        output.append(id.low)
        return nil
    }

    private static func uuid(_ text: UnsafeBufferPointer<UInt8>) -> MessageID? {
        guard text.count == 36 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        var digits = 0
        for index in 0..<36 {
            let byte = text[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit = byte &- 0x30
            let letter = (byte | 0x20) &- 0x61
            guard digit < 10 || letter < 6 else { return nil }
            let value = UInt64(digit < 10 ? digit : letter + 10)
            if digits < 16 { high = high << 4 | value } else { low = low << 4 | value }
            digits += 1
        }
        return MessageID(high: high, low: low)
    }

    /// Family, prefix length, whether it is a network, the number of bytes, the bytes. A prefix length may follow `/`.
    private func writeAddress(_ text: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> ColumnError.Code? {
        let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.count
        guard let address = IPAddress(UnsafeBufferPointer(rebasing: text[..<slash])) else { return .syntax }
        let bits = address.isVersion4 ? 32 : 128
        var length = bits
        if slash < text.count {
            let digits = text[(slash + 1)...]
            guard (1...3).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }),
                digits.count == 1 || digits.first != 0x30
            else { return .syntax }
            length = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            guard length <= bits else { return .syntax }
        }
        // 2 and 3 are PGSQL_AF_INET and PGSQL_AF_INET6, whatever the system calls them.
        output.append([address.isVersion4 ? 2 : 3, UInt8(length), 0, UInt8(bits / 8)])
        if address.isVersion4 {
            output.append(UInt32(truncatingIfNeeded: address.low))
        } else {
            output.append(address.high)
            output.append(address.low)
        }
        return nil
    }

    private func writeFloat(_ text: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> ColumnError.Code? {
        var number = NumericText.Scan(text)
        number.trim(text)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
            for (index, byte) in text.enumerated() { copy.initializeElement(at: index, to: CChar(bitPattern: byte)) }
            copy.initializeElement(at: text.count, to: 0)
            guard let base = copy.baseAddress else { return .wrongKind }
            if type == .real {
                let value = strtof(base, nil)
                guard value.isFinite, value != 0 || number.isZero else { return .outOfRange }
                output.append(value.bitPattern)
            } else {
                let value = strtod(base, nil)
                guard value.isFinite, value != 0 || number.isZero else { return .outOfRange }
                output.append(value.bitPattern)
            }
            return nil
        }
    }

    /// The version of the format and the text as it came.
    private func writeDocument(_ node: JSONNode, to output: ByteWriter) -> ColumnError.Code? {
        if let code = Self.refusal(ofDocument: node) { return code }
        output.append(1 as UInt8)
        output.append(node.source)
        return nil
    }

    /// Why `jsonb` cannot hold a value: U+0000 in a text or a name, or a number that `numeric` cannot hold.
    private static func refusal(ofDocument node: JSONNode) -> ColumnError.Code? {
        if node.flags.contains(.unstorable) { return .unstorable }
        if node.kind == .number { return NumericText.isStorable(node.text) ? nil : .outOfRange }
        var code: ColumnError.Code?
        node.forEachMember { name, value in
            if code == nil { code = name.flags.contains(.unstorable) ? .unstorable : refusal(ofDocument: value) }
        }
        node.forEachItem { if code == nil { code = refusal(ofDocument: $0) } }
        return code
    }
}
