import Validator

/// Which names and items a message's schema declares, seen from one place. Children are found once and kept.
final class DeclaredPlaces {
    private let root: JSONValue
    private let schemas: [JSONValue]
    private var members: [String: DeclaredPlaces?] = [:]
    private var items: DeclaredPlaces??

    /// The places of a whole message.
    convenience init(schema: JSONValue) {
        self.init(root: schema, schemas: [schema])
    }

    private init(root: JSONValue, schemas: [JSONValue]) {
        self.root = root
        self.schemas = Self.parts(of: schemas, root: root)
    }

    /// The member of that name; nil where no `properties` writes the name.
    func member(_ name: String) -> DeclaredPlaces? {
        if let known = members[name] { return known }
        let found = schemas.compactMap { $0["properties"]?[name] }.filter { $0 != .bool(false) }
        guard !found.isEmpty else { return nil }
        let child = DeclaredPlaces(root: root, schemas: found)
        members[name] = child
        return child
    }

    /// The items of an array; nil where the schema says nothing of them.
    func item() -> DeclaredPlaces? {
        if let items { return items }
        let found = schemas.flatMap { schema -> [JSONValue] in
            let items = schema["items"].map { $0.array ?? [$0] } ?? []
            return items + (schema["prefixItems"]?.array ?? [])
        }
        let child = found.isEmpty ? nil : DeclaredPlaces(root: root, schemas: found)
        items = .some(child)
        return child
    }

    /// The schemas with all that they refer to or combine, each once.
    private static func parts(of schemas: [JSONValue], root: JSONValue) -> [JSONValue] {
        var found: [JSONValue] = []
        var seen: Set<String> = []
        var open = schemas
        while let schema = open.popLast() {
            found.append(schema)
            for keyword in ["allOf", "anyOf", "oneOf"] { open += schema[keyword]?.array ?? [] }
            for keyword in ["if", "then", "else"] { open += [schema[keyword]].compactMap { $0 } }
            if let reference = schema["$ref"]?.string, reference.hasPrefix("#"), seen.insert(reference).inserted,
                let target = JSONPointer(String(reference.dropFirst())).flatMap({ root[$0] })
            {
                open.append(target)
            }
        }
        return found
    }
}
