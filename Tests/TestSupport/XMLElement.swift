import CXML2
import Foundation

/// An element of a parsed document, copied out of libxml2.
public struct XMLElement {
    /// The element's name.
    public let name: String
    /// Its attributes, by name.
    public private(set) var attributes: [String: String] = [:]
    /// The elements in it, in order.
    public private(set) var children: [XMLElement] = []
    /// The text of it and of all that is in it.
    public let text: String

    init(_ node: xmlNodePtr) {
        name = String(cString: node.pointee.name)
        text = Self.copy(xmlNodeGetContent(node))
        var attribute = node.pointee.properties
        while let next = attribute {
            attributes[String(cString: next.pointee.name)] = Self.copy(xmlGetProp(node, next.pointee.name))
            attribute = next.pointee.next
        }
        var child = node.pointee.children
        while let next = child {
            if next.pointee.type == XML_ELEMENT_NODE { children.append(XMLElement(next)) }
            child = next.pointee.next
        }
    }

    /// The children of that name.
    public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The first child of that name.
    public func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The cases of all suites.
    public var cases: [XMLElement] { all("testsuite").flatMap { $0.all("testcase") } }

    private static func copy(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
        guard let text else { return "" }
        defer { free(text) }
        return String(cString: text)
    }
}

extension XMLElement {
    /// What consumers tell cases apart by.
    public var key: String { "\(attributes["classname"] ?? "") \(attributes["name"] ?? "")" }
}
