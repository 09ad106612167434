/// How many invalid messages a run may have: `--max-invalid 10` or `--max-invalid 0.5%`.
public enum InvalidLimit: Hashable, Sendable {
    case rows(Int)
    case percent(Double)

    /// A count, or a share with `%` behind it; nil for all else and for what is less than 0 or more than 100 %.
    public init?(_ text: String) {
        if text.hasSuffix("%") {
            guard let share = Double(text.dropLast()), share >= 0, share <= 100 else { return nil }
            self = .percent(share)
        } else {
            guard let count = Int(text), count >= 0 else { return nil }
            self = .rows(count)
        }
    }
}
