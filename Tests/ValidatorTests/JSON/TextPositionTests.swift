import Testing

@testable import Validator

@Suite("Places in texts")
struct TextPositionTests {
    private static let text = "a\u{E9}\n\u{1F600}x\r\n\n z"

    @Test(
        "count lines by line feeds and columns by characters",
        arguments: [
            (0, 1, 1), (1, 1, 2), (3, 1, 3), (4, 2, 1), (8, 2, 2), (9, 2, 3), (10, 2, 4), (11, 3, 1), (12, 4, 1),
            (13, 4, 2),
            (14, 4, 3), (99, 4, 3), (-1, 1, 1),
        ])
    func place(offset: Int, line: Int, column: Int) {
        let position = Self.text.withBytes { TextPosition(of: offset, in: $0) }
        #expect([position.line, position.column] == [line, column])
    }

    @Test("are the same found one by one or in one walk")
    func together() {
        var random = SplitMix(seed: 3)
        Self.text.withBytes { bytes in
            for _ in 0..<100 {
                let offsets = (0..<random.next(below: 6)).map { _ in random.next(below: bytes.count + 1) }
                let all = TextPosition.all(of: offsets, in: bytes)
                #expect(all == offsets.map { TextPosition(of: $0, in: bytes) })
            }
        }
    }
}
