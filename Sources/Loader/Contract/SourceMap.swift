import Validator

/// Where the keys and values of a contract file stand in its text.
public struct SourceMap: Hashable, Sendable {
    /// A line and a column, both from 1.
    public struct Position: Hashable, Sendable {
        /// The line.
        public var line: Int
        /// The column in characters.
        public var column: Int

        /// A position of these parts.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    private var keys: [JSONPointer: Position] = [:]
    private var values: [JSONPointer: Position] = [:]

    mutating func note(value position: Position, at pointer: JSONPointer) { values[pointer] = position }

    mutating func note(key position: Position, at pointer: JSONPointer) { keys[pointer] = position }

    /// Where the value at that place begins; for a place that does not exist, its nearest ancestor.
    public func value(at pointer: JSONPointer) -> Position {
        nearest(pointer) { values[$0] }
    }

    /// Where the name of the member at that place begins; for an item or the whole file, where the value begins.
    public func key(at pointer: JSONPointer) -> Position {
        nearest(pointer) { keys[$0] ?? values[$0] }
    }

    private func nearest(_ pointer: JSONPointer, _ find: (JSONPointer) -> Position?) -> Position {
        var place = pointer
        while true {
            if let position = find(place) { return position }
            guard !place.tokens.isEmpty else { return Position(line: 1, column: 1) }
            place.tokens.removeLast()
        }
    }
}

extension SourceMap {
    /// The places at and below one place, seen from there.
    func below(_ place: JSONPointer) -> SourceMap {
        func cut(_ positions: [JSONPointer: Position]) -> [JSONPointer: Position] {
            positions.reduce(into: [:]) { below, entry in
                guard entry.key.tokens.starts(with: place.tokens) else { return }
                below[JSONPointer(tokens: Array(entry.key.tokens.dropFirst(place.tokens.count)))] = entry.value
            }
        }
        var below = SourceMap()
        below.keys = cut(keys)
        below.values = cut(values)
        return below
    }
}
