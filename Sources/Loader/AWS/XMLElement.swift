/// An element of a small XML document, as AWS's Query protocol and STS answer.
///
/// Elements, character data, the five named entities, character references, CDATA and comments; attributes are
/// passed over. A document type declaration is refused: nothing here may be expanded.
struct XMLElement: Hashable, Sendable {
    /// The name, without a namespace's prefix.
    var name: String
    /// The element's own character data.
    var text: String = ""
    /// The elements within, in order.
    var children: [XMLElement] = []

    /// The root of a document; nil where it is not well formed, deeper than 64 or in another encoding than UTF-8.
    init?(document: [UInt8]) {
        var scanner = XMLScanner(bytes: document)
        guard let root = scanner.document() else { return nil }
        self = root
    }

    init(name: String) { self.name = name }

    /// The first element of that name within this one.
    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The elements of that name within this one.
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}
