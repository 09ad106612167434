import Foundation
import FuzzTargets

/// The inputs that fuzzing starts from, and those that have been found by it: Tests/FuzzCorpus.
enum Corpus {
    /// The inputs of a target, always in the same order.
    static func inputs(of target: FuzzTarget) throws -> [[UInt8]] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = tests.appending(path: "FuzzCorpus/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .map { try [UInt8](Data(contentsOf: folder.appending(path: $0))) }
    }

    /// One of the inputs with a few of its bytes changed, or grown together with another one.
    static func mutation(of inputs: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
        var bytes = inputs[random.next(below: inputs.count)]
        for _ in 0...random.next(below: 4) { mutate(&bytes, inputs, &random) }
        return bytes
    }

    private static let alphabet =
        Array("{}[]:,\"\\$#/~0123456789.eE+-()|*?^ \ntruefalsnxdwspLk<>\u{E9}\u{1F600}".utf8) + [
            0, 0x1F, 0x80, 0xED, 0xFF,
        ]

    private static func mutate(_ bytes: inout [UInt8], _ inputs: [[UInt8]], _ random: inout SplitMix) {
        guard !bytes.isEmpty else { return bytes.append(alphabet[random.next(below: alphabet.count)]) }
        let place = random.next(below: bytes.count)
        switch random.next(below: 7) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(alphabet[random.next(below: alphabet.count)], at: place)
        case 2: bytes.removeSubrange(place..<min(place + random.next(below: 8), bytes.count))
        case 3: bytes.insert(contentsOf: bytes[place..<min(place + random.next(below: 16), bytes.count)], at: place)
        case 4:
            let other = inputs[random.next(below: inputs.count)]
            bytes.replaceSubrange(place..., with: other.suffix(random.next(below: other.count + 1)))
        default: bytes[place] = alphabet[random.next(below: alphabet.count)]
        }
    }
}
