extension PatternParser {
    /// The scalar at the index.
    var peek: Unicode.Scalar? { index < scalars.count ? Unicode.Scalar(scalars[index]) : nil }

    /// Steps over a text if it comes next.
    mutating func take(_ text: String) -> Bool {
        let wanted = text.unicodeScalars.map(\.value)
        guard scalars[index...].starts(with: wanted) else { return false }
        index += wanted.count
        return true
    }

    /// A quantifier (`Quantifier`); nil, and nothing read, when none comes next.
    mutating func quantifier() throws(PatternError) -> PatternNode.Repetition? {
        let start = index
        guard let bounds = bounds() else { return nil }
        if let maximum = bounds.maximum, maximum < bounds.minimum {
            throw error("the bounds of a repetition are in the wrong order", at: start)
        }
        return .init(minimum: bounds.minimum, maximum: bounds.maximum, isLazy: take("?"))
    }

    private mutating func bounds() -> (minimum: Int, maximum: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = index
        if take("{"), let minimum = number() {
            if take("}") { return (minimum, minimum) }
            if take(",") {
                if take("}") { return (minimum, nil) }
                if let maximum = number(), take("}") { return (minimum, maximum) }
            }
        }
        index = start
        return nil
    }

    /// Decimal digits as a number; one that is too large for any text stays at a large value.
    mutating func number() -> Int? {
        let start = index
        var value = 0
        while let digit = peek, "0"..."9" ~= digit {
            value = min(value * 10 + Int(digit.value - 0x30), 1 << 50)
            index += 1
        }
        return index > start ? value : nil
    }

    /// The name behind `<`, and the `>`.
    mutating func groupName() throws(PatternError) -> String {
        let start = index
        guard let name = GroupNames.name(in: scalars, &index) else {
            throw error("a group's name is malformed", at: start)
        }
        return name
    }

    /// An error at a scalar of the source, by default at the index.
    func error(_ message: String, at place: Int? = nil) -> PatternError {
        let offset = scalars[..<min(place ?? index, scalars.count)].reduce(0) { sum, value in
            sum + (value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4)
        }
        return PatternError(offset: offset, message: message)
    }
}
