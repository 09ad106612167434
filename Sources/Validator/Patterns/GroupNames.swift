/// Finds the named groups of a pattern beforehand, because `\k<name>` may stand before its group.
enum GroupNames {
    /// The number of each named group. A name that stands twice is an error.
    static func numbers(in scalars: [UInt32]) throws(PatternError) -> [String: Int] {
        var numbers: [String: Int] = [:]
        var count = 0
        var index = 0
        var isInClass = false
        while index < scalars.count {
            switch Unicode.Scalar(scalars[index]) {
            case "\\": index += 1
            case "[": isInClass = true
            case "]": isInClass = false
            case "(" where !isInClass:
                var next = index + 1
                let isNamed = isNamedGroup(scalars, next)
                if isNamed || next >= scalars.count || Unicode.Scalar(scalars[next]) != "?" { count += 1 }
                next += 2
                if isNamed, let name = name(in: scalars, &next), numbers.updateValue(count, forKey: name) != nil {
                    throw PatternParser(scalars).error("a second group of the same name", at: index)
                }
            default: break
            }
            index += 1
        }
        return numbers
    }

    private static func isNamedGroup(_ scalars: [UInt32], _ index: Int) -> Bool {
        guard index + 2 < scalars.count, Unicode.Scalar(scalars[index]) == "?" else { return false }
        let behind = Unicode.Scalar(scalars[index + 2])
        return Unicode.Scalar(scalars[index + 1]) == "<" && behind != "=" && behind != "!"
    }

    /// An identifier and the `>` behind it; nil when there is none.
    static func name(in scalars: [UInt32], _ index: inout Int) -> String? {
        var name = String.UnicodeScalarView()
        while index < scalars.count, let scalar = Unicode.Scalar(scalars[index]) {
            index += 1
            if scalar == ">" { return name.isEmpty ? nil : String(name) }
            let isOther = scalar == "$" || scalar == "_" || scalar == "\u{200C}" || scalar == "\u{200D}"
            let properties = scalar.properties
            guard isOther || (name.isEmpty ? properties.isIDStart : properties.isIDContinue) else { return nil }
            name.append(scalar)
        }
        return nil
    }
}
