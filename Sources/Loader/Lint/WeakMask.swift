import Validator

/// `weak-mask`: a mask without a key over values so few that all of them can be tried.
enum WeakMask {
    static let rule = LintRule(
        id: "weak-mask", severity: .warning, summary: "A sha256 mask hides values that can all be tried.",
        explanation:
            "An unkeyed hash is the same for everybody: whoever lists the values of a small domain (addresses, "
            + "dates, choices, short codes) finds the one behind each hash. One graphics card tries 10^10 a second.",
        remedy: "Write method: hmac with a domain; its key is what cannot be guessed")

    /// What one graphics card tries in about eight hours: 2^48 values.
    private static let fewValues = 281_474_976_710_656.0

    /// The findings in a contract's `load` part.
    static func findings(in contract: Contract) -> [LintFinding] {
        let walk = SchemaWalk(root: contract.messageSchema)
        return (contract.load?.columns ?? []).compactMap { column in
            guard column.mask?.method == .sha256, case .message(let pointer) = column.source else { return nil }
            let facts = walk.facts(at: pointer)
            guard facts.kinds.contains(.string), let variety = facts.variety, variety <= fewValues else { return nil }
            let place = JSONPointer(tokens: ["load", "columns", column.name, "mask", "method"])
            return LintFinding(
                rule, at: place, isAboutName: false,
                "sha256 of \(pointer) is undone by trying all values: there are at most \(words(variety))")
        }
    }

    /// A number as people read it: `2`, `36525`, `about 4.3e9`.
    private static func words(_ number: Double) -> String {
        guard number >= 1_000_000 else { return String(Int(number)) }
        var (mantissa, exponent) = (number, 0)
        while mantissa >= 9.95 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        let tenths = Int((mantissa * 10).rounded())
        return "about \(tenths / 10).\(tenths % 10)e\(exponent)"
    }
}
