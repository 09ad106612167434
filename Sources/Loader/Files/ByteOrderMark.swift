/// The byte order mark at the beginning of a text (Unicode 16, section 23.8).
enum ByteOrderMark: Hashable {
    case none
    case utf8
    /// An encoding that is not read, by its name.
    case other(String)

    /// The mark that `bytes`, the first four of an input or all of a shorter one, begin with.
    init(in bytes: UnsafeRawBufferPointer) {
        self =
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                .utf8
            } else if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
                .other("UTF-32")
            } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                .other("UTF-16")
            } else {
                .none
            }
    }
}
