/// Makes text from outside safe to show: what could hide, reorder or forge output becomes visible.
///
/// Names in a contract, file names and JSON Pointers can hold any character: U+001B that a terminal obeys, a line
/// break that forges a line of a report, a bidirectional override that turns text around, characters that XML 1.0
/// forbids even as references.
public enum VisibleText {
    /// The text on one line, control characters replaced; cut with `…` behind `limit` characters.
    public static func oneLine(_ text: String, limit: Int = 500) -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else {
                scalars.append("…")
                break
            }
            scalars.append(replacement(of: scalar) ?? scalar)
            count += 1
        }
        return String(scalars)
    }

    /// Lines and tabs kept, all else as ``oneLine(_:limit:)``, without a limit.
    public static func lines(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isKept = scalar == "\n" || scalar == "\t"
            scalars.append(isKept ? scalar : replacement(of: scalar) ?? scalar)
        }
        return String(scalars)
    }

    /// What stands for a character that must not be shown as it is; nil for all others.
    private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x061C, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
        case 0xFDD0...0xFDEF: "\u{FFFD}"
        default: scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : nil
        }
    }
}
