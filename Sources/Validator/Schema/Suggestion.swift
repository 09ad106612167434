/// Guesses which known word a misspelt one was meant to be.
public enum Suggestion {
    /// `did you mean 'columns'?`, or nothing where no candidate is near.
    package static func hint(for word: String, among candidates: [String]) -> String {
        nearest(to: word, among: candidates).map { "did you mean '\($0)'?" } ?? ""
    }

    /// The candidate with the fewest edits, at most a third of the word's length and at least one.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let limit = max(1, word.count / 3)
        let word = Array(word.lowercased())
        // A word that is longer or shorter by more than the limit takes more edits than that.
        return candidates.filter { abs($0.count - word.count) <= limit }
            .map { (candidate: $0, distance: distance(word, Array($0.lowercased()))) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }?.candidate
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    package static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for (row, character) in left.enumerated() {
            var next = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(rows[row][column + 1], next[column]) + 1
                cost = min(cost, rows[row][column] + (character == other ? 0 : 1))
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                    cost = min(cost, rows[row - 1][column - 1] + 1)
                }
                next.append(cost)
            }
            rows.append(next)
        }
        return rows[left.count][right.count]
    }
}
