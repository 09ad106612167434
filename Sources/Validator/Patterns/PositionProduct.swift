/// The product of a position automaton with itself: two readers of one text that may go different ways.
struct PositionProduct {
    private let automaton: PositionAutomaton
    private let count: Int
    /// Whether the classes of two positions have a character in common.
    private let overlaps: [Bool]
    private var steps = 0

    /// Steps after which the question is given up.
    private static let maximumSteps = 1_000_000

    init(_ automaton: PositionAutomaton) {
        self.automaton = automaton
        let classes = automaton.classes
        count = classes.count
        overlaps = classes.flatMap { left in classes.map { Self.overlap(left, $0) } }
    }

    /// Whether two classes have a character in common, as far as that can be told.
    private static func overlap(_ left: CharacterClass, _ right: CharacterClass) -> Bool {
        guard left.properties.isEmpty, right.properties.isEmpty else { return left == right }
        return !left.scalars.isDisjoint(with: right.scalars)
    }

    /// Whether two different ways lead from a place back to it over one text; false where that is too much to find out.
    var isExponential: Bool {
        mutating get {
            guard let components = components() else { return false }
            let diagonals = Set((0..<count).compactMap { components[$0 * count + $0] })
            for (pair, component) in components {
                let (left, right) = (pair / count, pair % count)
                if left != right {
                    // Unequal places on a circle with equal ones.
                    if diagonals.contains(component) { return true }
                } else if hasDoubleStep(left, component, components) {
                    return true
                }
            }
            return false
        }
    }

    private func hasDoubleStep(_ place: Int, _ component: Int, _ components: [Int: Int]) -> Bool {
        automaton.follow[place].contains { next, ways in
            ways > 1 && overlaps[next * count + next] && components[next * count + next] == component
        }
    }

    // MARK: Circles

    /// For every pair that two readers can be in, the number of its strongly connected component (Tarjan, 1972).
    private mutating func components() -> [Int: Int]? {
        var search = Search()
        for place in 0..<count {
            let root = place * count + place
            guard search.index[root] == nil else { continue }
            guard visit(root, &search) else { return nil }
        }
        return search.component
    }

    private struct Search {
        var index: [Int: Int] = [:]
        var low: [Int: Int] = [:]
        var component: [Int: Int] = [:]
        var open: [Int] = []
        var path: [(pair: Int, next: [Int], position: Int)] = []
        var componentCount = 0
    }

    private mutating func visit(_ root: Int, _ search: inout Search) -> Bool {
        enter(root, &search)
        while let top = search.path.last {
            guard steps <= Self.maximumSteps else { return false }
            guard top.position < top.next.count else {
                leave(top.pair, &search)
                continue
            }
            search.path[search.path.count - 1].position += 1
            let target = top.next[top.position]
            if search.index[target] == nil {
                enter(target, &search)
            } else if search.component[target] == nil {
                search.low[top.pair] = min(search.low[top.pair] ?? 0, search.index[target] ?? 0)
            }
        }
        return true
    }

    private mutating func enter(_ pair: Int, _ search: inout Search) {
        search.index[pair] = search.index.count
        search.low[pair] = search.index[pair]
        search.open.append(pair)
        search.path.append((pair, successors(of: pair), 0))
    }

    private func leave(_ pair: Int, _ search: inout Search) {
        search.path.removeLast()
        let low = search.low[pair] ?? 0
        if let parent = search.path.last?.pair { search.low[parent] = min(search.low[parent] ?? 0, low) }
        guard low == search.index[pair] else { return }
        while let member = search.open.popLast() {
            search.component[member] = search.componentCount
            if member == pair { break }
        }
        search.componentCount += 1
    }

    /// The pairs that one more character leads to; the lesser place comes first, as both readers are alike.
    private mutating func successors(of pair: Int) -> [Int] {
        var found: Set<Int> = []
        for left in automaton.follow[pair / count].keys {
            for right in automaton.follow[pair % count].keys {
                steps += 1
                if overlaps[left * count + right] { found.insert(min(left, right) * count + max(left, right)) }
            }
        }
        return Array(found)
    }
}
