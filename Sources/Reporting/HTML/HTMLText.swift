/// A piece of HTML: text gets in escaped, markup only as a literal of the source.
struct HTMLText: ExpressibleByStringInterpolation, Sendable {
    /// The markup.
    let markup: String

    init(markup: String) { self.markup = markup }

    init(stringLiteral value: String) { markup = value }

    init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    /// Collects literal markup as it is and every interpolated text escaped.
    struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ text: String) { markup += HTMLText.escape(text) }
        mutating func appendInterpolation(_ html: HTMLText) { markup += html.markup }
        mutating func appendInterpolation(_ pieces: [HTMLText]) { markup += pieces.map(\.markup).joined() }
    }

    /// The text on one line, visible, with the five signs of markup escaped.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in VisibleText.oneLine(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
