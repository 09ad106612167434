import CXML2
import Synchronization

/// Checks documents against an XML Schema with libxml2.
public enum XMLSchema {
    /// libxml2 sets up its types at the first use, which two threads must not do at once.
    private static let lock = Mutex(())

    /// What keeps a document or a schema from being read.
    public struct Unreadable: Error {
        /// What it was.
        public let what: String
    }

    /// Whether the document is valid under the schema in that file.
    ///
    /// - Throws: ``Unreadable`` where the schema is none or the document is not well formed.
    public static func isValid(_ document: [UInt8], under path: String) throws -> Bool {
        try lock.withLock { _ in
            guard let context = xmlSchemaNewParserCtxt(path) else { throw Unreadable(what: path) }
            defer { xmlSchemaFreeParserCtxt(context) }
            guard let schema = xmlSchemaParse(context) else { throw Unreadable(what: path) }
            defer { xmlSchemaFree(schema) }
            let tree = try parse(document)
            defer { xmlFreeDoc(tree) }
            guard let validation = xmlSchemaNewValidCtxt(schema) else { throw Unreadable(what: "context") }
            defer { xmlSchemaFreeValidCtxt(validation) }
            xmlSchemaSetValidStructuredErrors(validation, { _, _ in }, nil)
            return xmlSchemaValidateDoc(validation, tree) == 0
        }
    }

    /// The document as a tree of names, attributes and texts.
    public static func read(_ document: [UInt8]) throws -> XMLElement {
        try lock.withLock { _ in
            let tree = try parse(document)
            defer { xmlFreeDoc(tree) }
            guard let root = xmlDocGetRootElement(tree) else { throw Unreadable(what: "no root") }
            return XMLElement(root)
        }
    }

    private static func parse(_ document: [UInt8]) throws -> xmlDocPtr {
        let options = CInt(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let tree = document.withUnsafeBytes { bytes in
            xmlReadMemory(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count), nil, nil, options)
        }
        guard let tree else { throw Unreadable(what: "not well formed") }
        return tree
    }
}
