/// A value of a parsed message: a view into the parser's tape, valid until that parser's next message.
public struct JSONNode {
    @usableFromInline let tape: Tape
    @usableFromInline let index: Int

    @inlinable
    init(tape: Tape, index: Int) {
        self.tape = tape
        self.index = index
    }

    @inlinable @inline(__always)
    var entry: TapeEntry { tape.entries[index] }

    /// The tape's index of this value; the whole message has 0.
    @inlinable
    public var tapeIndex: Int { index }

    /// The value at another index of the same tape.
    @inlinable
    public func node(at index: Int) -> JSONNode { JSONNode(tape: tape, index: index) }

    /// What the value is.
    @inlinable
    public var kind: TapeEntry.Kind { entry.kind }
    /// What a reader needs to know beyond the kind.
    @inlinable
    public var flags: TapeEntry.Flags { entry.flags }
    /// Whether the value is `true`.
    @inlinable
    public var isTrue: Bool { entry.flags.contains(.isTrue) }
    /// The first byte of the value in the message.
    @inlinable
    public var start: Int { Int(entry.start) }
    /// The byte behind the value's last one.
    @inlinable
    public var end: Int { Int(entry.end) }
    /// A member name's hash; equal names have equal hashes within a process.
    @inlinable
    public var hash: UInt64 { entry.hash }

    /// The members of an object or the items of an array; 0 for all else.
    @inlinable
    public var count: Int { entry.kind == .object || entry.kind == .array ? Int(entry.content) : 0 }

    /// A string's content without escapes, or a scalar's text as it stands in the message.
    @inlinable
    public var text: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: tape.content(entry), count: Int(entry.length))
    }

    /// The same as ``text``, copied.
    public var string: String { String(decoding: text, as: UTF8.self) }

    /// The value's bytes as they stand in the message.
    public var source: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: tape.bytes + start, count: end - start)
    }

    /// The kind in JSON Schema's words; a number without a fraction is an `integer`.
    public var jsonKind: JSONKind {
        switch kind {
        case .null: .null
        case .boolean: .boolean
        case .string: .string
        case .array: .array
        case .object: .object
        default: isInteger ? .integer : .number
        }
    }

    /// Whether a number has no fraction, however it is written (`1.0`, `1e2`).
    public var isInteger: Bool {
        kind == .number && (flags.contains(.plainInteger) || JSONNumber(text: string)?.isInteger == true)
    }
}

extension JSONNode {
    /// The member of that name, the last one where there are several; nil for all but objects.
    public subscript(name: String) -> JSONNode? {
        guard kind == .object else { return nil }
        let hash = KeyHash.shared.hash(name)
        var found: JSONNode?
        forEachMember { member, value in
            if member.hash == hash, member.text.elementsEqual(name.utf8) { found = value }
        }
        return found
    }

    /// The value at that place; nil where there is none.
    public subscript(pointer: JSONPointer) -> JSONNode? {
        pointer.tokens.reduce(Optional(self)) { node, token in
            guard let node else { return nil }
            return node.kind == .array ? JSONPointer.index(token).flatMap { node.item($0) } : node[token]
        }
    }

    private func item(_ position: Int) -> JSONNode? {
        guard position >= 0, position < count else { return nil }
        var child = index + 1
        for _ in 0..<position { child = Int(tape.entries[child].next) }
        return node(at: child)
    }

    /// Calls `body` with each member's name and value, in order.
    @inlinable @inline(__always)
    public func forEachMember<Failure: Error>(
        _ body: (_ name: JSONNode, _ value: JSONNode) throws(Failure) -> Void
    ) throws(Failure) {
        guard kind == .object else { return }
        var name = index + 1
        for _ in 0..<Int(entry.content) {
            try body(node(at: name), node(at: name + 1))
            name = Int(tape.entries[name + 1].next)
        }
    }

    /// Calls `body` with each item of an array, in order.
    @inlinable @inline(__always)
    public func forEachItem<Failure: Error>(_ body: (JSONNode) throws(Failure) -> Void) throws(Failure) {
        guard kind == .array else { return }
        var item = index + 1
        for _ in 0..<Int(entry.content) {
            try body(node(at: item))
            item = Int(tape.entries[item].next)
        }
    }
}

extension JSONNode {
    /// A copy that needs neither the parser nor the message.
    public var value: JSONValue {
        switch kind {
        case .null: return .null
        case .boolean: return .bool(isTrue)
        case .number: return JSONNumber(text: string).map(JSONValue.number) ?? .null
        case .string: return .string(string)
        case .array:
            var items: [JSONValue] = []
            forEachItem { items.append($0.value) }
            return .array(items)
        default:
            var object = JSONObject()
            forEachMember { object[$0.string] = $1.value }
            return .object(object)
        }
    }
}

extension JSONValue {
    /// The document that the bytes hold.
    ///
    /// - Throws: what is wrong first, and where.
    public static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONSyntaxError) -> JSONValue {
        let parser = JSONParser()
        let document = try parser.parse(bytes)
        return withExtendedLifetime(parser) { document.value }
    }

    /// The document that the bytes hold.
    ///
    /// - Throws: what is wrong first, and where.
    public static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(JSONSyntaxError) in try parse(bytes) }
        }
        return try result.get()
    }

    /// The document that the text holds.
    ///
    /// - Throws: what is wrong first, and where.
    public static func parse(_ text: String) throws(JSONSyntaxError) -> JSONValue { try parse(Array(text.utf8)) }
}
