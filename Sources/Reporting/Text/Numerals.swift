/// Numbers as people read them: thousands separated by commas, a point before the fraction, whatever the locale.
package enum Numerals {
    /// `1,234,567`
    package static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// Rounded to that many decimals: `1,234.50`.
    package static func fixed(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return value.isFinite ? "\(value)" : "–" }
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 9e18 else { return "\(value)" }
        let units = Int(scaled)
        let whole = grouped(units / Int(scale))
        let fraction = String(units % Int(scale))
        let sign = value < 0 && units > 0 ? "-" : ""
        guard places > 0 else { return sign + whole }
        return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// At most that many decimals, none where they are zeros: `5`, `0.25`.
    static func decimal(_ value: Double, _ places: Int = 3) -> String {
        var text = fixed(value, places)
        guard text.contains("."), !text.contains("e") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// The share in percent; never `0 %` for something nor `100 %` for less than all.
    static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let percent = Double(part) * 100 / Double(whole)
        if part > 0, percent < 0.01 { return "<0.01 %" }
        if part < whole, percent > 99.99 { return ">99.99 %" }
        return decimal(percent, 2) + " %"
    }

    /// A measured value or a limit with its unit: `5 %`, `3 rows`.
    ///
    /// - Parameter limits: rounding never moves the value to one of these, nor over it; a value that is one is exact.
    static func quantity(_ value: Double, unit: String?, beside limits: [Double] = []) -> String {
        let shown = decimal(value, beside: limits)
        switch unit {
        case nil: return shown
        case "percent": return shown + " %"
        case "rows" where shown == "1": return "1 row"
        case let unit?: return shown + " " + VisibleText.oneLine(unit, limit: 40)
        }
    }

    /// Four decimals, or as many more as it takes.
    private static func decimal(_ value: Double, beside limits: [Double]) -> String {
        for places in value == value.rounded() ? 0...0 : 4...15 {
            let text = decimal(value, places)
            guard let rounded = Double(text.filter { $0 != "," }) else { break }
            let isTold = limits.allSatisfy { ($0 < value) == ($0 < rounded) && ($0 == value) == ($0 == rounded) }
            if isTold, rounded != 0 || value == 0 { return text }
        }
        return "\(value)"
    }

    /// `1 check`, `2 checks`
    package static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `1.5 kB` with decimal prefixes; bytes below a thousand as they are.
    static func bytes(_ count: Int) -> String {
        let prefixes = ["kB", "MB", "GB", "TB", "PB", "EB"]
        guard count >= 1000 else { return "\(count) B" }
        var value = Double(count) / 1000
        var index = 0
        while value >= 999.5, index < prefixes.count - 1 {
            value /= 1000
            index += 1
        }
        return decimal(value, 1) + " " + prefixes[index]
    }
}
