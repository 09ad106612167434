/// A word of a schema that JSON Schema passes over: what it was meant to check is never checked.
public struct PassedOverWord: Hashable, Sendable {
    /// Why it checks nothing.
    public enum Reason: Hashable, Sendable {
        /// No dialect has the keyword, and it does not begin with `x-`.
        case unknownKeyword
        /// JSON Schema does not define the format.
        case unknownFormat
        /// The keyword belongs to another dialect than the schema's, whose name this is.
        case otherDialect(String)
        /// Up to draft-07 nothing counts beside `$ref`.
        case besideReference
    }

    /// The URI, or the file, of the document that holds it.
    public let document: String
    /// The place of the word in that document.
    public let place: JSONPointer
    /// Why it checks nothing.
    public let reason: Reason
}

extension PassedOverWord {
    /// The words of one subschema that check nothing.
    static func words(
        in object: JSONObject, at place: JSONPointer, of document: String, _ dialect: Dialect
    ) -> [PassedOverWord] {
        let isAlone = dialect.referenceStandsAlone && object["$ref"] != nil
        var words = object.names.compactMap { name in
            reason(name, dialect, isAlone: isAlone).map {
                PassedOverWord(document: document, place: place.appending(name), reason: $0)
            }
        }
        if let format = object["format"]?.string, Format(name: format) == nil {
            words.append(
                PassedOverWord(document: document, place: place.appending("format"), reason: .unknownFormat))
        }
        return words
    }

    private static func reason(_ name: String, _ dialect: Dialect, isAlone: Bool) -> Reason? {
        guard SchemaKeywords.isKnown(name) else { return .unknownKeyword }
        if isAlone, ReferenceSiblings.checks(name) { return .besideReference }
        // The one keyword that is checked although its dialect is over.
        let isPassedOver = !KeywordDialects.has(name, dialect) && SchemaKeywords.checks(name) && name != "dependencies"
        return isPassedOver ? .otherDialect(dialect.name) : nil
    }
}
