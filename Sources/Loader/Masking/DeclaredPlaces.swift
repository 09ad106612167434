import Validator

/// Which names and items a message's schema declares, seen from one place. Children are found once and kept.
///
/// Only what must hold of every message counts: `properties`, `items` and `prefixItems` that are reached by `allOf` and by
/// references inside of the document. What only an alternative declares (`anyOf`, `oneOf`, `if`, `then`, `else`,
/// `dependentSchemas`), and what the validator passes over, may never have been looked at.
final class DeclaredPlaces {
    private let root: JSONValue
    private let dialect: Dialect
    private let schemas: [JSONValue]
    /// By the name's bytes: texts that look alike are different names.
    private var members: [[UInt8]: DeclaredPlaces] = [:]
    private var items: [Int: DeclaredPlaces?] = [:]
    /// Positions from this one on are all declared alike.
    private let prefixLength: Int

    /// The places of a whole message.
    convenience init(schema: JSONValue) {
        let dialect = schema["$schema"]?.string.map { Dialect(schemaURI: $0) } ?? .draft2020
        // A meta-schema of one's own may take keywords away.
        self.init(root: schema, dialect: dialect ?? .draft2020, schemas: dialect == nil ? [] : [schema])
    }

    private init(root: JSONValue, dialect: Dialect, schemas: [JSONValue]) {
        self.root = root
        self.dialect = dialect
        self.schemas = Self.parts(of: schemas, root: root, dialect)
        prefixLength = self.schemas.compactMap { Self.prefix($0, dialect)?.count }.max() ?? 0
    }

    /// The member of that name; nil where no `properties` writes the name.
    func member(_ name: String) -> DeclaredPlaces? {
        let bytes = Array(name.utf8)
        if let known = members[bytes] { return known }
        let child = child(schemas.compactMap { $0["properties"]?[name] }.filter { $0 != .bool(false) })
        members[bytes] = child
        return child
    }

    /// The item at that position of an array; nil where the schema says nothing of it.
    func item(at position: Int) -> DeclaredPlaces? {
        let position = min(position, prefixLength)
        if let known = items[position] { return known }
        let child = child(
            schemas.compactMap { schema in
                let prefix = Self.prefix(schema, dialect)
                if let prefix, position < prefix.count { return prefix[position] }
                // Behind a list of `items` stands `additionalItems`, which names no place.
                guard let rest = schema["items"], rest.array == nil, rest != .bool(false) else { return nil }
                return rest
            })
        items[position] = child
        return child
    }

    private func child(_ found: [JSONValue]) -> DeclaredPlaces? {
        found.isEmpty ? nil : DeclaredPlaces(root: root, dialect: dialect, schemas: found)
    }

    /// The schemas of an array's first items.
    private static func prefix(_ schema: JSONValue, _ dialect: Dialect) -> [JSONValue]? {
        schema[dialect >= .draft2020 ? "prefixItems" : "items"]?.array
    }

    /// The schemas with all that they refer to or combine, each once.
    private static func parts(of schemas: [JSONValue], root: JSONValue, _ dialect: Dialect) -> [JSONValue] {
        var found: [JSONValue] = []
        var seen: Set<String> = []
        var open = schemas
        while let schema = open.popLast() {
            guard schema == root || !hasIdentifier(schema) else { continue }
            let reference = schema["$ref"]?.string
            if reference == nil || dialect >= .draft2019 {
                found.append(schema)
                open += schema["allOf"]?.array ?? []
            }
            if let reference, reference.hasPrefix("#"), seen.insert(reference).inserted,
                let target = JSONPointer(String(reference.dropFirst())).flatMap({ target($0, in: root) })
            {
                open.append(target)
            }
        }
        return found
    }

    /// What a pointer leads to, unless it crosses a schema with an identifier of its own.
    private static func target(_ pointer: JSONPointer, in root: JSONValue) -> JSONValue? {
        var place = JSONPointer()
        for token in pointer.tokens {
            place = place.appending(token)
            guard let value = root[place], !hasIdentifier(value) else { return nil }
        }
        return root[pointer]
    }

    /// Whether references inside of a schema lead elsewhere than they seem to.
    private static func hasIdentifier(_ schema: JSONValue) -> Bool {
        schema["$id"]?.string != nil || schema["id"]?.string != nil
    }
}
