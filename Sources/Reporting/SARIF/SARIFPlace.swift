import Validator

/// A place in a file (SARIF, section 3.28).
public struct SARIFPlace: Hashable, Sendable {
    /// The file's path.
    public var path: String
    /// The line, from 1.
    public var line: Int
    /// The column in characters, from 1.
    public var column: Int
    /// What the place is called in the file's own terms, as a JSON Pointer; nil: nothing.
    public var name: String?

    /// A place of these parts.
    public init(path: String, line: Int, column: Int, name: String? = nil) {
        self.path = path
        self.line = line
        self.column = column
        self.name = name
    }

    var json: JSONValue {
        let artifact: JSONValue = ["uri": .string(Self.uri(of: path))]
        let region: JSONValue = ["startLine": .int(line), "startColumn": .int(column)]
        var object: JSONObject = ["physicalLocation": ["artifactLocation": artifact, "region": region]]
        if let name { object["logicalLocations"] = [["fullyQualifiedName": .string(name), "kind": "member"]] }
        return .object(object)
    }

    /// The path as a URI reference (RFC 3986): relative as it is, an absolute one with the scheme `file`.
    static func uri(of path: String) -> String {
        let escaped = path.utf8.map(escape).joined()
        return path.hasPrefix("/") ? "file://" + escaped : escaped
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "/"):
            String(UnicodeScalar(byte))
        default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}
