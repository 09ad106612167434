import Foundation

/// A text that must not come out anywhere, in any of the forms in which a text leaks.
struct Canary: Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    /// The forms that a haystack holds, each named.
    func forms(in haystack: String) -> [String] {
        let folded = haystack.lowercased()
        let found = [
            ("plain", folded.contains(text.lowercased())), ("hex", folded.contains(hexadecimal)),
            ("base64", base64.contains { haystack.contains($0) }),
        ]
        return found.filter(\.1).map(\.0)
    }

    private var hexadecimal: String {
        text.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// What stands in base64 wherever the text begins in it, in both alphabets; without the characters at the border.
    private var base64: [String] {
        (0..<3).flatMap { offset -> [String] in
            let bytes = [UInt8](repeating: 0, count: offset) + Array(text.utf8)
            let whole = bytes.count / 3 * 4
            let encoded = Data(bytes).base64EncodedString().prefix(whole).dropFirst(offset == 0 ? 0 : 4)
            let inner = String(encoded)
            return [inner, inner.replacing("+", with: "-").replacing("/", with: "_")]
        }
    }
}
