import Validator

/// Writes one column's field: its length and its content, through transforms and mask.
final class ColumnEncoder: Sendable {
    /// The field of SQL NULL: the length -1 and nothing.
    static let null: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

    let column: Column
    private let writer: ValueWriter
    private let masker: Masker?
    /// The transforms without the default.
    private let transforms: [Transform]
    /// What stands for a missing or null value, length included.
    private let absent: [UInt8]
    /// Whether the mask makes every value SQL NULL.
    private let isNulled: Bool
    /// Whether a value is written as it came.
    private let isPlain: Bool
    /// Whether a text goes to the mask as it came.
    private let isMaskAlone: Bool

    convenience init(_ column: Column, keyring: Keyring?) throws(LoaderError) {
        var masker: Masker?
        if let mask = column.mask { masker = try Masker(mask, keyring: keyring) }
        var absent = Self.null
        for case .defaultValue(let value) in column.transforms {
            switch Self.encodeAlone(value, in: column, masker) {
            case .success(let field): absent = field
            case .failure(let error):
                throw LoaderError(
                    "contract.invalid", .configuration,
                    "The default of the column '\(column.name)' does not fit: expected \(error.expected).",
                    remedy: "Correct the default in the contract's load part.")
            }
        }
        let transforms = column.transforms.filter { if case .defaultValue = $0 { false } else { true } }
        self.init(column, masker, transforms, absent: absent)
    }

    private init(_ column: Column, _ masker: Masker?, _ transforms: [Transform], absent: [UInt8]) {
        self.column = column
        self.masker = masker
        self.transforms = transforms
        self.absent = absent
        isNulled = masker?.isNull == true
        isPlain = transforms.isEmpty && masker == nil
        isMaskAlone = transforms.isEmpty && masker != nil
        writer = ValueWriter(type: column.type)
    }

    /// Writes the field of a value; nil: the message does not have it.
    @inline(__always)
    func write(_ node: JSONNode?, to output: ByteWriter) -> ColumnError.Code? {
        guard let node, node.kind != .null else {
            output.append(absent)
            return nil
        }
        return writePresent(node, to: output)
    }

    @inline(__always)
    private func writePresent(_ node: JSONNode, to output: ByteWriter) -> ColumnError.Code? {
        if isNulled {
            output.append(Self.null)
            return nil
        }
        let start = output.count
        output.append(0 as Int32)
        let code =
            isPlain
            ? writer.write(node, to: output)
            : isMaskAlone ? mask(node, to: output) : transform(node, to: output)
        output.setLength(output.count - start - 4, at: start)
        return code
    }

    @inline(__always)
    private func mask(_ node: JSONNode, to output: ByteWriter) -> ColumnError.Code? {
        guard node.kind == .string, let masker else { return .wrongKind }
        return masker.write(node.text, to: output) ? nil : .syntax
    }

    private func transform(_ node: JSONNode, to output: ByteWriter) -> ColumnError.Code? {
        switch transforms.last {
        case .epochSeconds?, .epochMilliseconds?: return writeEpoch(node, to: output)
        default: break
        }
        guard node.kind == .string else {
            return masker == nil && !transforms.contains(.version) ? writer.write(node, to: output) : .wrongKind
        }
        let flags = node.flags
        return withTransformed(node.text, from: 0) { text in
            if transforms.last == .version { return writeVersion(text, to: output) }
            if let masker { return masker.write(text, to: output) ? nil : .syntax }
            if flags.contains(.unstorable) { return .unstorable }
            return writer.write(text: text, isASCII: !flags.contains(.nonASCII), to: output)
        }
    }

    private func withTransformed(
        _ text: UnsafeBufferPointer<UInt8>, from index: Int,
        _ body: (UnsafeBufferPointer<UInt8>) -> ColumnError.Code?
    ) -> ColumnError.Code? {
        guard index < transforms.count else { return body(text) }
        switch transforms[index] {
        case .trim: return withTransformed(TextTransform.trimmed(text), from: index + 1, body)
        case .lower:
            return TextTransform.withLowercased(text) { withTransformed($0, from: index + 1, body) }
        case .upper:
            return TextTransform.withUppercased(text) { withTransformed($0, from: index + 1, body) }
        default: return withTransformed(text, from: index + 1, body)
        }
    }

    private func writeVersion(_ text: UnsafeBufferPointer<UInt8>, to output: ByteWriter) -> ColumnError.Code? {
        let packing = column.type == .bigint ? VersionNumber.bigint : .integer
        switch packing.pack(text) {
        case .success(let number): return writer.write(integer: number, to: output)
        case .failure(.syntax): return .syntax
        case .failure(.range): return .outOfRange
        }
    }

    private func writeEpoch(_ node: JSONNode, to output: ByteWriter) -> ColumnError.Code? {
        guard node.kind == .number else { return .wrongKind }
        let decimals = transforms.last == .epochSeconds ? 6 : 3
        guard let moment = EpochNumber.microseconds(node.text, decimals: decimals) else { return .outOfRange }
        output.append(moment - ValueWriter.epochMicroseconds)
        return nil
    }
}

extension ColumnEncoder {
    /// The field of a default, to which the transforms do not apply: it is the column's value, not the message's.
    func encodeAlone(_ value: JSONValue) -> Result<[UInt8], ColumnError> {
        Self.encodeAlone(value, in: column, masker)
    }

    private static func encodeAlone(
        _ value: JSONValue, in column: Column, _ masker: Masker?
    ) -> Result<[UInt8], ColumnError> {
        ColumnEncoder(column, masker, [], absent: null).encodeField(value)
    }

    private func encodeField(_ value: JSONValue) -> Result<[UInt8], ColumnError> {
        let parser = JSONParser()
        let text = Array(value.serialized().utf8)
        return text.withUnsafeBytes { bytes in
            // A node lives as long as its parser.
            withExtendedLifetime(parser) {
                guard let node = try? parser.parse(bytes) else { return .failure(error(.unstorable, nil)) }
                let output = ByteWriter(capacity: 64)
                if let code = write(node, to: output) { return .failure(error(code, node)) }
                return .success(Array(output.bytes))
            }
        }
    }

    /// The error of a value, without the value.
    func error(_ code: ColumnError.Code, _ node: JSONNode?) -> ColumnError {
        ColumnError(
            column: column.name, pointer: column.source.pointer, code: code, expected: expected(code),
            kind: node?.jsonKind, length: node.flatMap(Self.length))
    }

    private static func length(_ node: JSONNode) -> Int? {
        switch node.kind {
        case .string, .number: TextTransform.characters(node.text)
        case .array, .object: node.count
        default: nil
        }
    }

    private func expected(_ code: ColumnError.Code) -> String {
        switch code {
        case .nullKey: return "a value, because the column is part of the key"
        case .unstorable: return "a text without U+0000"
        case .syntax where column.mask?.normalize == .ip: return "an IP address"
        case _ where transforms.last == .epochSeconds: return "seconds since 1970, in the years 1 to 9999"
        case _ where transforms.last == .epochMilliseconds: return "milliseconds since 1970, in the years 1 to 9999"
        case _ where transforms.contains(.version):
            let limit = column.type == .bigint ? "four numbers of up to four" : "three numbers of up to three"
            return "a version of at most \(limit) digits"
        default: return column.type.expectation
        }
    }
}
