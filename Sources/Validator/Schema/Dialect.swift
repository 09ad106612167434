/// A draft of JSON Schema: which keywords there are and what they mean.
public enum Dialect: Int, Sendable, Hashable, CaseIterable, Comparable {
    case draft4 = 4
    case draft6 = 6
    case draft7 = 7
    case draft2019 = 2019
    case draft2020 = 2020

    /// The dialect that a `$schema` names; nil where it is none of the published ones.
    public init?(schemaURI: String) {
        let uri = schemaURI.hasSuffix("#") ? String(schemaURI.dropLast()) : schemaURI
        guard let dialect = Self.allCases.first(where: { $0.uri == uri }) else { return nil }
        self = dialect
    }

    /// The `$schema` of the dialect, without a fragment.
    public var uri: String {
        switch self {
        case .draft4: "http://json-schema.org/draft-04/schema"
        case .draft6: "http://json-schema.org/draft-06/schema"
        case .draft7: "http://json-schema.org/draft-07/schema"
        case .draft2019: "https://json-schema.org/draft/2019-09/schema"
        case .draft2020: "https://json-schema.org/draft/2020-12/schema"
        }
    }

    /// Order of publication.
    public static func < (left: Dialect, right: Dialect) -> Bool { left.rawValue < right.rawValue }

    /// The keyword that names a schema resource.
    var identifierKeyword: String { self == .draft4 ? "id" : "$id" }

    /// Whether a `$ref` makes all keywords beside it void (until draft 7).
    var referenceStandsAlone: Bool { self <= .draft7 }
}
