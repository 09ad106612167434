/// The schemas that describe schemas, by their URIs: built in, because nothing is ever fetched.
enum MetaSchemas {
    /// The meta-schema or vocabulary of that URI (without a fragment), if it is one of the published ones.
    static func document(_ uri: String) -> JSONValue? { documents[uri] }

    private static let documents: [String: JSONValue] = {
        var documents: [String: JSONValue] = [:]
        for text in draft4 + draft6 + draft7 + draft2019 + draft2020 {
            guard let schema = try? JSONValue.parse(text), let uri = (schema["$id"] ?? schema["id"])?.string else {
                continue
            }
            documents[uri.hasSuffix("#") ? String(uri.dropLast()) : uri] = schema
        }
        return documents
    }()
}
