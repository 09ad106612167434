import Testing

@testable import Validator

@Suite("UTF-8")
struct UTF8ValidationTests {
    @Test("every scalar is well formed, and cut short it is not")
    func scalars() {
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: 97) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            #expect(firstInvalid(bytes) == nil)
            if bytes.count > 1 { #expect(firstInvalid([0x61] + bytes.dropLast()) == 1) }
        }
    }

    @Test(
        "what Unicode forbids is found at its first byte",
        arguments: [
            ([0x80], 0), ([0x61, 0xBF], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x9F, 0xBF], 0),
            ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80], 0),
            ([0xFF], 0), ([0xC3, 0xA9, 0xC3], 2), ([0xE2, 0x82, 0x28], 0), ([0xF0, 0x9F, 0x98, 0xC3], 0),
        ] as [([UInt8], Int)])
    func forbidden(bytes: [UInt8], offset: Int) { #expect(firstInvalid(bytes) == offset) }

    private func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer(UTF8Validation.firstInvalidByte)
    }
}
