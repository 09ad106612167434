/// Turns a pattern into a `ByteAutomaton`: first a graph with free steps (Thompson), then one row for every set of
/// places in which a search can be (subset construction).
struct AutomatonBuilder {
    /// A place in the graph.
    private enum Place {
        /// Takes one scalar of a set, given by its number.
        case take(set: Int, next: Int)
        case split([Int])
        case start(next: Int)
        case end(next: Int)
        case accept
    }

    private var places: [Place] = [.accept]
    private var setNumbers: [ScalarSet: Int] = [:]
    private var sets: [ScalarSet] = []
    private var isPossible = true

    private static let maximumPlaces = 1_500
    private static let maximumRows = 512

    /// The automaton for a pattern; nil when it needs what an automaton has not (references, looking around, Unicode
    /// properties), repeats a group whose end the next byte does not decide, or would become too large.
    static func automaton(for node: PatternNode) -> ByteAutomaton? {
        guard node.isDecidedByNextByte else { return nil }
        var builder = AutomatonBuilder()
        let entry = builder.add(node, before: 0)
        guard builder.isPossible else { return nil }
        return builder.build(from: entry)
    }

    // MARK: The graph

    private mutating func append(_ place: Place) -> Int {
        places.append(place)
        if places.count > Self.maximumPlaces { isPossible = false }
        return places.count - 1
    }

    /// Adds the places of a pattern that go on at another place; the first of them.
    private mutating func add(_ node: PatternNode, before next: Int) -> Int {
        guard isPossible else { return next }
        switch node {
        case .oneOf(let characters) where characters.properties.isEmpty:
            return append(.take(set: number(of: characters.scalars), next: next))
        case .sequence(let terms): return terms.reversed().reduce(next) { add($1, before: $0) }
        case .alternatives(let branches): return append(.split(branches.map { add($0, before: next) }))
        case .capture(_, let body): return add(body, before: next)
        case .repetition(let body, let repetition): return add(body, repetition, before: next)
        case .start: return append(.start(next: next))
        case .end: return append(.end(next: next))
        case .oneOf, .look, .backReference, .wordBoundary, .noWordBoundary:
            isPossible = false
            return next
        }
    }

    private mutating func add(_ body: PatternNode, _ repetition: PatternNode.Repetition, before next: Int) -> Int {
        var head = next
        var mandatory = repetition.minimum
        if let maximum = repetition.maximum {
            for _ in 0..<maximum - repetition.minimum where isPossible {
                head = append(.split([add(body, before: head), next]))
            }
        } else {
            head = append(.split([]))
            let entry = add(body, before: head)
            places[head] = .split([entry, next])
            if mandatory > 0 {
                head = entry
                mandatory -= 1
            }
        }
        while mandatory > 0, isPossible {
            head = add(body, before: head)
            mandatory -= 1
        }
        return head
    }

    private mutating func number(of set: ScalarSet) -> Int {
        if let number = setNumbers[set] { return number }
        sets.append(set)
        setNumbers[set] = sets.count - 1
        return sets.count - 1
    }

    // MARK: The rows

    private struct State: Hashable {
        var places: [Int]
        /// Whether nothing has been read yet, so that `^` holds.
        var isInitial = false
    }

    private func build(from entry: Int) -> ByteAutomaton? {
        let alphabet = ByteAlphabet(sets)
        let empty = [Int](repeating: ByteAutomaton.FinalRow.dead, count: alphabet.classCount + 1)
        var rows = [[Int]](repeating: empty, count: ByteAutomaton.FinalRow.count)
        rows[ByteAutomaton.FinalRow.matched][alphabet.classCount] = 1
        var numbers: [State: Int] = [:]
        var pending: [State] = []

        func row(for closure: (places: [Int], isAccepted: Bool), isInitial: Bool) -> Int {
            if closure.isAccepted { return ByteAutomaton.FinalRow.matched }
            if closure.places.isEmpty { return ByteAutomaton.FinalRow.dead }
            let state = State(places: closure.places, isInitial: isInitial)
            if let number = numbers[state] { return number }
            numbers[state] = rows.count
            rows.append(empty)
            pending.append(state)
            return rows.count - 1
        }

        let start = row(for: closure(of: [entry], isAtStart: true, isAtEnd: false), isInitial: true)
        while let state = pending.popLast() {
            guard rows.count <= Self.maximumRows, rows.count * empty.count < Int(UInt16.max), let number = numbers[state]
            else { return nil }
            let mayEnd = closure(of: state.places, isAtStart: state.isInitial, isAtEnd: true).isAccepted
            rows[number][alphabet.classCount] = mayEnd ? 1 : 0
            rows[number][ByteAlphabet.continuation] = number
            for column in 1..<alphabet.classCount {
                if let targets = targets(of: state, on: column, alphabet) {
                    let next = closure(of: targets + [entry], isAtStart: false, isAtEnd: false)
                    rows[number][column] = row(for: next, isInitial: false)
                } else {
                    rows[number][column] = ByteAutomaton.FinalRow.deferred
                }
            }
        }
        return ByteAutomaton(classes: alphabet.classes, rows: rows, start: start)
    }

    /// The places behind a byte of a class; nil when that class does not decide for one of the state's sets.
    private func targets(of state: State, on column: Int, _ alphabet: ByteAlphabet) -> [Int]? {
        var targets: [Int] = []
        for place in state.places {
            guard case .take(let set, let next) = places[place] else { continue }
            guard let isMember = alphabet.isMember(column, of: set) else { return nil }
            if isMember { targets.append(next) }
        }
        return targets
    }

    /// The places that free steps reach, ascending, and whether the pattern's end is among them.
    private func closure(of seeds: [Int], isAtStart: Bool, isAtEnd: Bool) -> (places: [Int], isAccepted: Bool) {
        var visited = Set<Int>()
        var kept: [Int] = []
        var stack = seeds
        var isAccepted = false
        while let place = stack.popLast() {
            guard visited.insert(place).inserted else { continue }
            switch places[place] {
            case .take: kept.append(place)
            case .split(let branches): stack += branches
            case .start(let next): if isAtStart { stack.append(next) }
            case .end(let next): if isAtEnd { stack.append(next) } else { kept.append(place) }
            case .accept: isAccepted = true
            }
        }
        return (kept.sorted(), isAccepted)
    }
}
