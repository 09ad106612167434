/// How a schema is compiled.
public struct SchemaOptions: Sendable {
    /// Whether `format` refuses values or is only an annotation.
    public enum FormatMode: Sendable, Hashable {
        /// A value that breaks its format is an error.
        case assert
        /// A format is a note only, unless a meta-schema of one's own says otherwise.
        case annotate
        /// What the dialect says: an error until draft 7, a note from 2019-09 on.
        case dialect
    }

    /// Finds the document of a URI without a fragment; nil where it is not known. Never a network.
    public typealias DocumentLoader = @Sendable (_ uri: String) throws -> JSONValue?

    /// The dialect of a schema that has no `$schema`.
    public var dialect: Dialect
    /// Whether `format` refuses values.
    public var formats: FormatMode
    /// Whether `contentEncoding: base64` and `contentMediaType: application/json` refuse strings in draft 7, which
    /// allows that; in all later drafts they are annotations.
    public var assertsContent: Bool
    /// The schema's own URI, against which its references are resolved; may be a file's name or empty.
    public var baseURI: String
    /// Finds other documents.
    public var loadDocument: DocumentLoader

    /// Options of these parts.
    public init(
        dialect: Dialect = .draft2020, formats: FormatMode = .assert, assertsContent: Bool = false,
        baseURI: String = "",
        loadDocument: @escaping DocumentLoader = { _ in nil }
    ) {
        self.dialect = dialect
        self.formats = formats
        self.assertsContent = assertsContent
        self.baseURI = baseURI
        self.loadDocument = loadDocument
    }
}
