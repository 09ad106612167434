import Validator

/// The places of a message that a run looks at, as a tree: one walk over a message finds them all.
///
/// Made once from the contract; immutable, so that threads may share it.
public final class FieldTable: Sendable {
    /// The most fields that a schema's properties add.
    static let maximumDeclared = 4096

    struct Edge: Sendable {
        let hash: UInt64
        let name: [UInt8]
        /// The index that the name spells in an array; -1 where it spells none.
        let position: Int
        let node: Int
    }

    struct Node: Sendable {
        var edges: [Edge] = []
        /// The field at this place; -1 where only places below it are of interest.
        var field = -1
    }

    /// The places, in the order of the schema's properties.
    public let pointers: [JSONPointer]
    let nodes: [Node]
    private let indexes: [JSONPointer: Int]

    /// The places of a contract: its schema's properties, its columns' sources and its checks' fields.
    public convenience init(_ contract: Contract) {
        let columns = (contract.load?.columns ?? []).compactMap(\.source.pointer)
        self.init(
            DeclaredFields(schema: contract.messageSchema).pointers(limit: Self.maximumDeclared) + columns
                + contract.checks.compactMap(\.field))
    }

    /// A table of these places; a place that stands twice counts once.
    public init(_ places: [JSONPointer]) {
        var nodes = [Node()]
        var pointers: [JSONPointer] = []
        for place in places {
            let node = place.tokens.reduce(0) { Self.child(of: $0, $1, in: &nodes) }
            guard nodes[node].field < 0 else { continue }
            nodes[node].field = pointers.count
            pointers.append(place)
        }
        self.nodes = nodes
        self.pointers = pointers
        indexes = Dictionary(uniqueKeysWithValues: pointers.enumerated().map { ($1, $0) })
    }

    /// The number of a place; nil where the table does not have it.
    public func index(of pointer: JSONPointer) -> Int? { indexes[pointer] }

    private static func child(of parent: Int, _ token: String, in nodes: inout [Node]) -> Int {
        let name = Array(token.utf8)
        if let edge = nodes[parent].edges.first(where: { $0.name == name }) { return edge.node }
        let position = token == "0" || token.first != "0" ? Int(token) ?? -1 : -1
        nodes[parent].edges.append(
            Edge(hash: JSONNode.nameHash(token), name: name, position: position, node: nodes.count))
        nodes.append(Node())
        return nodes.count - 1
    }
}
