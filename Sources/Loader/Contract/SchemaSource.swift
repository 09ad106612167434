import Validator

/// Where a message's schema stands, and how it is read.
public struct SchemaSource: Hashable, Sendable {
    /// The file that the schema stands in; references are relative to it.
    public var path = ""
    /// The folder that references may not leave.
    public var root = "."
    /// Whether `format` refuses values.
    public var formats = SchemaOptions.FormatMode.assert

    /// How the schema is compiled: its references find files of the root, and never a network.
    var options: SchemaOptions {
        let folder = SchemaFolder(path: root)
        return SchemaOptions(formats: formats, baseURI: path) { uri in try folder.document(uri) }
    }
}
