// Equality as JSON Schema means it: numbers by value, strings by code points, objects whatever their order.
extension JSONNode {
    /// Whether the value is the same as a schema's.
    func isEqual(to other: JSONValue) -> Bool {
        switch other {
        case .null: return kind == .null
        case .bool(let value): return kind == .boolean && isTrue == value
        case .number(let number): return kind == .number && isEqual(to: number)
        case .string(let text): return kind == .string && self.text.elementsEqual(text.utf8)
        case .array(let items):
            guard kind == .array, count == items.count else { return false }
            var position = 0
            var isEqual = true
            forEachItem {
                isEqual = isEqual && $0.isEqual(to: items[position])
                position += 1
            }
            return isEqual
        case .object(let object):
            guard kind == .object, count == object.count else { return false }
            var isEqual = true
            forEachMember { name, value in
                isEqual = isEqual && object[name.string].map { value.isEqual(to: $0) } ?? false
            }
            return isEqual
        }
    }

    private func isEqual(to number: JSONNumber) -> Bool {
        text.elementsEqual(number.text.utf8) || JSONNumber(text: string) == number
    }

    /// Whether the value is the same as another of the same tape.
    func isEqual(to other: JSONNode) -> Bool {
        guard kind == other.kind, count == other.count else { return false }
        switch kind {
        case .null: return true
        case .boolean: return isTrue == other.isTrue
        case .string: return tape.hasEqualContent(entry, other.entry)
        case .number:
            if tape.hasEqualContent(entry, other.entry) { return true }
            // Two integers of other digits differ, but for 0 and -0.
            if flags.contains(.plainInteger), other.flags.contains(.plainInteger), text.count > 2 { return false }
            return JSONNumber(text: string) == JSONNumber(text: other.string)
        case .array: return hasEqualItems(other)
        default: return hasEqualMembers(other)
        }
    }

    private func hasEqualItems(_ other: JSONNode) -> Bool {
        var place = other.index + 1
        var isEqual = true
        forEachItem { item in
            isEqual = isEqual && item.isEqual(to: node(at: place))
            place = Int(tape.entries[place].next)
        }
        return isEqual
    }

    private func hasEqualMembers(_ other: JSONNode) -> Bool {
        let (mine, others) = (sortedMembers(), other.sortedMembers())
        return zip(mine, others).allSatisfy { left, right in
            tape.hasEqualContent(tape.entries[left], tape.entries[right])
                && node(at: left + 1).isEqual(to: node(at: right + 1))
        }
    }

    /// The tape's indexes of the names, by hash; names of one hash by their bytes.
    private func sortedMembers() -> [Int] {
        var names: [Int] = []
        names.reserveCapacity(count)
        forEachMember { name, _ in names.append(name.index) }
        return names.sorted { left, right in
            let (first, second) = (node(at: left), node(at: right))
            return first.hash != second.hash
                ? first.hash < second.hash : first.text.lexicographicallyPrecedes(second.text)
        }
    }
}
