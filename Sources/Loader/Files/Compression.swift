/// How an input is compressed, by its first bytes.
enum Compression: Hashable {
    case none
    case gzip
    case zstandard
    /// A kind of file that is not read, by its name.
    case unsupported(String)

    /// So many bytes tell all kinds apart.
    static let magicLength = 6

    private static let others: [(magic: [UInt8], name: String)] = [
        (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
        ([0x04, 0x22, 0x4D, 0x18], "lz4"), ([0x50, 0x4B, 0x03, 0x04], "zip"),
        (Array("PAR1".utf8), "Parquet"), ([0x4F, 0x62, 0x6A, 0x01], "Avro"),
    ]

    /// The compression of an input that begins with `bytes`: RFC 1952 section 2.3.1, RFC 8878 section 3.1.
    init(of bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippableFrame(bytes) {
            self = .zstandard
        } else if let other = Self.others.first(where: { bytes.starts(with: $0.magic) }) {
            self = .unsupported(other.name)
        } else {
            self = .none
        }
    }

    private static func isSkippableFrame(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 4 && bytes[0] & 0xF0 == 0x50 && bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
    }
}
