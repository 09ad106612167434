@testable import Loader

/// Texts that are often, but not always, values of a type.
enum RandomValue {
    /// Whether the type's JSON form has no quotes.
    static func isBare(_ type: ColumnType) -> Bool {
        switch type {
        case .boolean, .smallint, .integer, .bigint, .real, .double, .numeric, .jsonb: true
        default: false
        }
    }

    /// The JSON text inside of a JSON string.
    static func escaped(_ json: String) -> String {
        json.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
    }

    static func text(_ type: ColumnType, _ random: inout SplitMix) -> String {
        switch type {
        case .boolean: Bool.random(using: &random) ? "true" : "false"
        case .smallint: number(&random, digits: 6, fraction: 0, power: 0)
        case .integer: number(&random, digits: 11, fraction: 0, power: 0)
        case .bigint: number(&random, digits: 21, fraction: 0, power: 0)
        case .real: number(&random, digits: 12, fraction: 9, power: 50)
        case .double: number(&random, digits: 25, fraction: 9, power: 330)
        case .numeric: number(&random, digits: 9, fraction: 5, power: 8)
        case .uuid: MessageID(high: random.next(), low: random.next()).description
        case .date: date(&random)
        case .timestamp: "\(date(&random))T\(clock(&random))"
        case .timestamptz: "\(date(&random))T\(clock(&random))\(offset(&random))"
        case .inet: address(&random) + prefixLength(&random)
        case .jsonb: document(&random, depth: 3)
        case .text, .varchar: word(&random)
        }
    }

    private static func number(_ random: inout SplitMix, digits: Int, fraction: Int, power: Int) -> String {
        let whole = run(Int.random(in: 0...digits, using: &random), &random).drop { $0 == "0" }
        var text = (Bool.random(using: &random) ? "-" : "") + (whole.isEmpty ? "0" : whole)
        let places = Int.random(in: 0...fraction, using: &random)
        if places > 0 { text += "." + run(places, &random) }
        if power > 0, Bool.random(using: &random) { text += "e\(Int.random(in: -power...power, using: &random))" }
        return text
    }

    private static func run(_ length: Int, _ random: inout SplitMix) -> String {
        (0..<length).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
    }

    private static func date(_ random: inout SplitMix) -> String {
        let year = padded(Int.random(in: 1...9999, using: &random), 4)
        let (month, day) = (Int.random(in: 1...12, using: &random), Int.random(in: 1...31, using: &random))
        return "\(year)-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func clock(_ random: inout SplitMix) -> String {
        let parts = [24, 60, 61].map { padded(Int.random(in: 0..<$0, using: &random), 2) }
        let fraction = run(Int.random(in: 0...6, using: &random), &random)
        return parts.joined(separator: ":") + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func offset(_ random: inout SplitMix) -> String {
        if Bool.random(using: &random) { return "Z" }
        let (hours, minutes) = (Int.random(in: 0...14, using: &random), Int.random(in: 0...59, using: &random))
        return (Bool.random(using: &random) ? "+" : "-") + padded(hours, 2) + ":" + padded(minutes, 2)
    }

    private static func address(_ random: inout SplitMix) -> String {
        if Bool.random(using: &random) {
            return (0..<4).map { _ in String(Int.random(in: 0...260, using: &random)) }.joined(separator: ".")
        }
        var groups = (0..<8).map { _ in String(UInt16.random(in: 0...UInt16.max, using: &random), radix: 16) }
        guard Bool.random(using: &random) else { return groups.joined(separator: ":") }
        let start = Int.random(in: 0...7, using: &random)
        groups.removeSubrange(start...Int.random(in: start...7, using: &random))
        return groups[..<start].joined(separator: ":") + "::" + groups[start...].joined(separator: ":")
    }

    private static func prefixLength(_ random: inout SplitMix) -> String {
        Int.random(in: 0...2, using: &random) == 0 ? "/\(Int.random(in: 0...130, using: &random))" : ""
    }

    private static func word(_ random: inout SplitMix) -> String {
        let letters = ["a", "Z", " ", "é", "😀", "\u{301}", "7", "ß", "\u{FFFF}", "\u{10FFFF}"]
        return (0..<Int.random(in: 0...7, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }
            .joined()
    }

    private static func document(_ random: inout SplitMix, depth: Int) -> String {
        let items = (0..<Int.random(in: 0...3, using: &random))
        switch Int.random(in: 0..<(depth == 0 ? 3 : 5), using: &random) {
        case 0: return number(&random, digits: 9, fraction: 5, power: 400)
        case 1: return "\"\(word(&random))\""
        case 2: return "null"
        case 3: return "[\(items.map { _ in document(&random, depth: depth - 1) }.joined(separator: ","))]"
        default:
            let members = items.map { "\"\($0)\(word(&random))\": \(document(&random, depth: depth - 1))" }
            return "{\(members.joined(separator: ", "))}"
        }
    }
}
