import Validator

/// The published schema of a contract, and what our own validator says about a file by it.
enum ContractSchema {
    /// The mistakes in a contract's shape.
    static func problems(in file: ContractFile) -> [ContractProblem] {
        do {
            let schema = try JSONValue.parse(text)
            let program = try SchemaProgram(compiling: schema)
            return try check(file, by: program, schema)
        } catch {
            return [file.problem(.schema, at: JSONPointer(), "the contract cannot be checked: \(error)")]
        }
    }

    private static func check(
        _ file: ContractFile, by program: SchemaProgram, _ schema: JSONValue
    ) throws -> [ContractProblem] {
        let text = Array(file.value.serialized().utf8)
        return try text.withUnsafeBytes { bytes in
            let parser = JSONParser()
            let document = try parser.parse(bytes)
            let errors = SchemaEvaluator(program).errors(in: document)
            let places = PlaceIndex(document)
            return errors.flatMap { error in
                ContractMistake(error, place: places[error.offset], file: file, schema: schema).problems
            }
        }
    }
}

/// The place of each name and value of a document, by its first byte.
private struct PlaceIndex {
    private var places: [Int: JSONPointer] = [:]

    init(_ document: JSONNode) { note(document, JSONPointer()) }

    subscript(offset: Int) -> JSONPointer { places[offset] ?? JSONPointer() }

    private mutating func note(_ node: JSONNode, _ place: JSONPointer) {
        places[node.start] = place
        var children: [(start: Int, value: JSONNode, place: JSONPointer)] = []
        node.forEachMember { children.append(($0.start, $1, place.appending($0.string))) }
        node.forEachItem { children.append(($0.start, $0, place.appending(String(children.count)))) }
        for child in children {
            places[child.start] = child.place
            note(child.value, child.place)
        }
    }
}
