/// Writes tuples of COPY's binary form for the loader's own tables (PostgreSQL documentation, COPY, Binary Format).
struct TupleEncoder {
    private(set) var bytes: [UInt8] = []

    init() {}

    /// Goes on behind `bytes`, which are empty until they are given back.
    init(appendingTo bytes: inout [UInt8]) { swap(&self.bytes, &bytes) }

    /// Begins a tuple of so many fields.
    mutating func begin(fields: Int) { integer(UInt16(truncatingIfNeeded: fields)) }

    mutating func append(_ value: Int32) {
        integer(UInt32(4))
        integer(UInt32(bitPattern: value))
    }

    mutating func append(_ value: Int64) {
        integer(UInt32(8))
        integer(UInt64(bitPattern: value))
    }

    mutating func append(_ id: MessageID) {
        integer(UInt32(16))
        integer(id.high)
        integer(id.low)
    }

    mutating func append(_ value: [UInt8]) {
        integer(UInt32(truncatingIfNeeded: value.count))
        bytes.append(contentsOf: value)
    }

    mutating func append(_ text: String) {
        integer(UInt32(truncatingIfNeeded: text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends fields that are encoded already.
    mutating func append(fields: [UInt8]) { bytes.append(contentsOf: fields) }

    /// A `jsonb`: its version, 1, and its text.
    mutating func append(json document: StoredDocument) {
        integer(UInt32(truncatingIfNeeded: document.bytes.count + 1))
        bytes.append(1)
        bytes.append(contentsOf: document.bytes)
    }

    mutating func appendNull() { integer(UInt32.max) }

    private mutating func integer(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
