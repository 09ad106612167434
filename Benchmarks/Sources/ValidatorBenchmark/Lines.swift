import Foundation

/// A file of one document a line, in memory, with the padding that a parser may read behind it.
final class Lines {
    let bytes: UnsafeMutableRawBufferPointer
    let ranges: [Range<Int>]

    init(path: String) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        bytes = .allocate(byteCount: data.count + 64, alignment: 64)
        data.copyBytes(to: bytes)
        bytes[data.count...].initializeMemory(as: UInt8.self, repeating: 0)
        ranges = data.split(separator: 0x0A).map { $0.startIndex..<$0.endIndex }
    }

    deinit { bytes.deallocate() }

    func document(_ index: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[ranges[index]]) }
}
