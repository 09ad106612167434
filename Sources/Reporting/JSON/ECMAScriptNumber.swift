/// The text of a double as ECMAScript's `Number::toString` makes it, which RFC 8785 asks of canonical JSON.
///
/// Swift's description has the same shortest digits but changes to an exponent elsewhere.
enum ECMAScriptNumber {
    /// The text; nil where the value is not finite.
    static func text(of value: Double) -> String? {
        guard value.isFinite else { return nil }
        guard value != 0 else { return "0" }
        let (digits, point) = decompose(value.magnitude)
        return (value < 0 ? "-" : "") + place(digits, point)
    }

    /// The shortest digits and where the decimal point stands among them: 0.25 is `25` and 0.
    private static func decompose(_ value: Double) -> (digits: String, point: Int) {
        let parts = value.description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = parts[0].split(separator: ".")
        let fraction = halves.count > 1 && halves[1] != "0" ? halves[1] : ""
        let all = halves[0] + fraction
        let significant = all.drop { $0 == "0" }
        let point = halves[0].count + exponent - (all.count - significant.count)
        let trailing = significant.reversed().prefix { $0 == "0" }.count
        return (String(significant.dropLast(trailing)), point)
    }

    private static func place(_ digits: String, _ point: Int) -> String {
        let count = digits.count
        switch point {
        case count...21: return digits + String(repeating: "0", count: point - count)
        case 1..<count where point <= 21: return digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return "0." + String(repeating: "0", count: -point) + digits
        default:
            let exponent = (point > 0 ? "e+" : "e-") + String(abs(point - 1))
            return digits.prefix(1) + (count > 1 ? "." + digits.dropFirst() : "") + exponent
        }
    }
}
