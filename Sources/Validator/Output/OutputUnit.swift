/// What one keyword or one subschema says about one value, with all that it rests on (2020-12, section 12.3).
///
/// No unit holds a value of the message; whether it may hold a name that the schema does not write, see
/// ``OutputEvaluator``.
public struct OutputUnit: Hashable, Sendable {
    /// Whether the value is valid.
    public var isValid: Bool
    /// The place on the way through the schema, references included, as RFC 6901 writes it.
    public var keywordLocation: String
    /// The place in its own document: a URI, or a relative reference where the schema has no URI.
    public var absoluteKeywordLocation: String
    /// Whether an output needs to write ``absoluteKeywordLocation``: it is a whole URI, or lies behind a reference.
    var writesAbsoluteLocation: Bool
    /// The value's place in the message, as RFC 6901 writes it.
    public var instanceLocation: String
    /// Why the value is invalid, in one sentence; nil where it is valid or ``units`` say why.
    public var error: String?
    /// What the keyword says about the value; nil where it says nothing, or where a schema around it failed.
    public var annotation: JSONValue?
    /// What an output says of itself: that details were left out. Nothing that the standard knows.
    public var remark: String?
    /// The keywords of a subschema, or the subschemas of a keyword, in the order of the schema.
    public var units: [OutputUnit]

    /// The annotations of this unit and all below it, in the order of the schema.
    public var annotations: [SchemaAnnotation] {
        var annotations: [SchemaAnnotation] = []
        collect(&annotations)
        return annotations
    }

    private func collect(_ annotations: inout [SchemaAnnotation]) {
        if let annotation {
            let keyword = JSONPointer(keywordLocation)?.tokens.last ?? ""
            annotations.append(
                SchemaAnnotation(
                    keyword: keyword, instanceLocation: instanceLocation, keywordLocation: keywordLocation,
                    absoluteKeywordLocation: absoluteKeywordLocation, value: annotation))
        }
        for unit in units { unit.collect(&annotations) }
    }

    /// Drops the annotations below everything that failed: what a failed schema says is void.
    mutating func dropVoidAnnotations(isVoid: Bool = false) {
        let isVoid = isVoid || !isValid
        if isVoid { annotation = nil }
        for index in units.indices { units[index].dropVoidAnnotations(isVoid: isVoid) }
    }
}
