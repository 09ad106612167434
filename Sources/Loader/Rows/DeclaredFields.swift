import Validator

/// Lists the places that a schema's `properties` name, depth first, in the schema's order.
struct DeclaredFields {
    private let root: JSONValue

    init(schema: JSONValue) { root = schema }

    func pointers(limit: Int) -> [JSONPointer] {
        var found: [JSONPointer] = []
        var seen: Set<JSONPointer> = []
        collect(root, JSONPointer(), references: []) { pointer in
            guard found.count < limit else { return false }
            if seen.insert(pointer).inserted { found.append(pointer) }
            return true
        }
        return found
    }

    /// A reference that is being followed already is not followed again: a recursive schema has no last field.
    private func collect(
        _ schema: JSONValue, _ place: JSONPointer, references: Set<String>, _ add: (JSONPointer) -> Bool
    ) {
        for (name, property) in schema["properties"]?.object?.members ?? [] where property != .bool(false) {
            let child = place.appending(name)
            guard add(child) else { return }
            collect(property, child, references: references, add)
        }
        if let reference = schema["$ref"]?.string, reference.hasPrefix("#"), !references.contains(reference),
            let target = JSONPointer(String(reference.dropFirst())).flatMap({ root[$0] })
        {
            collect(target, place, references: references.union([reference]), add)
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for part in schema[keyword]?.array ?? [] { collect(part, place, references: references, add) }
        }
    }
}
