import Validator
import Yams

/// Reads a contract that is written as YAML, with the JSON schema of YAML 1.2 (section 10.2) for plain scalars: only
/// `true`, `false`, `null` and JSON's numbers are not strings. So `no`, `on`, `1_000` and `12:30` stay what they are.
struct YAMLContractReader {
    let path: String

    func read(_ bytes: [UInt8]) throws(ContractProblem) -> ContractFile {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem("the text is not UTF-8", at: nil)
        }
        var builder = Builder(reader: self)
        guard let root = try compose(text) else { throw problem("the file is empty", at: nil) }
        let value = try builder.value(of: root, at: JSONPointer(), depth: 0)
        return ContractFile(path: path, value: value, positions: builder.positions)
    }

    private func compose(_ text: String) throws(ContractProblem) -> Node? {
        do {
            return try Parser(yaml: text, resolver: .basic).singleRoot()
        } catch {
            throw describe(error)
        }
    }

    private func describe(_ error: any Error) -> ContractProblem {
        switch error as? YamlError {
        case .scanner(let context, let text, let mark, _), .parser(let context, let text, let mark, _),
            .composer(let context, let text, let mark, _):
            let prefix = context.map { $0.text.isEmpty ? "" : $0.text + ": " } ?? ""
            return problem(prefix + text, at: mark)
        case .duplicatedKeysInMapping(let names, let context):
            let keys = names.map { "'\($0)'" }.joined(separator: ", ")
            return problem("the key \(keys) stands twice in one mapping", at: context.mark)
        case .reader(let text, let offset, _, let yaml):
            let line = offset.map { yaml.utf8.prefix($0).count { $0 == 0x0A } + 1 } ?? 1
            return ContractProblem(
                file: path, position: .init(line: line, column: 1), code: .syntax, message: text)
        default: return problem("the text is not YAML", at: nil)
        }
    }

    fileprivate func problem(_ message: String, at mark: Mark?) -> ContractProblem {
        ContractProblem(
            file: path, position: .init(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1)),
            code: .syntax, message: message)
    }
}

/// Turns YAML's nodes into JSON values and notes their places.
private struct Builder {
    let reader: YAMLContractReader
    var positions = SourceMap()
    private var count = 0

    init(reader: YAMLContractReader) { self.reader = reader }

    mutating func value(of node: Node, at pointer: JSONPointer, depth: Int) throws(ContractProblem) -> JSONValue {
        count += 1
        guard count <= ContractFile.maximumValues, depth <= 128 else {
            throw reader.problem("the aliases or the nesting of this file expand too far", at: node.mark)
        }
        positions.note(value: Self.position(of: node), at: pointer)
        switch node {
        case .scalar(let scalar): return try value(of: scalar)
        case .sequence(let items):
            var values: [JSONValue] = []
            for (index, item) in items.enumerated() {
                values.append(try value(of: item, at: pointer.appending(String(index)), depth: depth + 1))
            }
            return .array(values)
        case .mapping(let mapping):
            return .object(try object(of: mapping, at: pointer, depth: depth))
        case .alias: throw reader.problem("the alias has no anchor", at: node.mark)
        }
    }

    private mutating func object(
        of mapping: Node.Mapping, at pointer: JSONPointer, depth: Int
    ) throws(ContractProblem) -> JSONObject {
        var object = JSONObject()
        for (key, value) in mapping {
            guard case .scalar(let name) = key else {
                throw reader.problem("a key must be a plain name", at: key.mark)
            }
            guard object[name.string] == nil else {
                throw reader.problem("the key '\(name.string)' stands twice in one mapping", at: key.mark)
            }
            let place = pointer.appending(name.string)
            positions.note(key: Self.position(of: key), at: place)
            object[name.string] = try self.value(of: value, at: place, depth: depth + 1)
        }
        return object
    }

    private func value(of scalar: Node.Scalar) throws(ContractProblem) -> JSONValue {
        switch scalar.tag.rawValueOfExplicitTag {
        case nil: return scalar.style == .plain ? Self.resolve(scalar.string) : .string(scalar.string)
        case "tag:yaml.org,2002:str", "!": return .string(scalar.string)
        case let tag?: throw reader.problem("the tag '\(tag)' is not known", at: scalar.mark)
        }
    }

    private static func resolve(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null": .null
        case "true": .bool(true)
        case "false": .bool(false)
        default: JSONNumber(text: text).map(JSONValue.number) ?? .string(text)
        }
    }

    private static func position(of node: Node) -> SourceMap.Position {
        SourceMap.Position(line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
    }
}

extension Tag {
    /// The tag that the text itself wrote; nil where it wrote none.
    fileprivate var rawValueOfExplicitTag: String? {
        description.isEmpty || description == Tag.implicit.description ? nil : description
    }
}
