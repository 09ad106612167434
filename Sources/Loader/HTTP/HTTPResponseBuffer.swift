/// Where libcurl's callbacks put a response; lives for one transfer.
final class HTTPResponseBuffer {
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    /// Whether the body was cut off because it is larger than the limit.
    private(set) var isOversize = false
    private let limit: Int

    /// A buffer for a body of at most `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// The buffer that a callback's context points at.
    static func of(_ context: UnsafeMutableRawPointer?) -> HTTPResponseBuffer? {
        context.map { Unmanaged<HTTPResponseBuffer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Takes a part of the body; returns the number of bytes taken, 0 to end the transfer.
    func append(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard body.count + count <= limit else {
            isOversize = true
            return 0
        }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    /// Takes a header line; a status line begins the headers anew (after `100 Continue` or a proxy's answer).
    func appendHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = UnsafeRawBufferPointer(start: bytes, count: count)
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            if line.starts(with: "HTTP/".utf8) { headers = [] }
            return count
        }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        headers.append((name, Self.trimmed(line[(colon + 1)...])))
        return count
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    }
}
