/// Hands out names of which none comes twice: consumers collapse cases of one name.
struct UniqueNames {
    private var taken: Set<String> = []

    /// The name on one line, at most 200 characters; numbered where it is taken.
    mutating func unique(_ name: String) -> String {
        let base = VisibleText.oneLine(name, limit: 200).split(separator: " ").joined(separator: " ")
        let named = base.isEmpty ? "unnamed" : base
        var candidate = named
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(named) #\(number)"
            number += 1
        }
        return candidate
    }
}
