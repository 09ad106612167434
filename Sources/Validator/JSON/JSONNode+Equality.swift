extension JSONNode {
    /// Whether the value is the same as another: numbers by value, objects whatever their order.
    func isEqual(to other: JSONValue) -> Bool {
        switch other {
        case .null: return kind == .null
        case .bool(let value): return kind == .boolean && isTrue == value
        case .number(let number): return kind == .number && JSONNumber(text: string) == number
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
}
