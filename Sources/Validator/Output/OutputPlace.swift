/// Where a unit stands: in the schema, on the way through it, and in the message.
struct OutputPlace {
    private(set) var keywordLocation = ""
    private var absoluteLocation: String
    private var isAbsolute: Bool
    private var isReferenced = false
    private(set) var instanceLocation = ""

    /// The root of a schema and a message.
    init(_ subschema: Subschema) {
        absoluteLocation = subschema.absoluteLocation
        isAbsolute = subschema.isAbsolute
    }

    /// The place below; the segment is a JSON Pointer.
    func below(_ segment: String) -> OutputPlace {
        var place = self
        place.keywordLocation += segment
        place.absoluteLocation += URIReference.encodingFragment(segment)
        return place
    }

    /// The place of a keyword.
    func keyword(_ name: String) -> OutputPlace { below("/" + JSONPointer.escape(name)) }

    /// The same place for a member or item of the value.
    func of(_ token: String) -> OutputPlace {
        var place = self
        place.instanceLocation += "/" + token
        return place
    }

    /// The same place where a reference stands, whose target has a place of its own.
    func referring(to absoluteLocation: String? = nil) -> OutputPlace {
        var place = self
        place.isReferenced = true
        if let absoluteLocation { place.absoluteLocation = absoluteLocation }
        return place
    }

    /// The same place with what is known of the schema that stands there.
    func entering(_ subschema: Subschema) -> OutputPlace {
        var place = self
        place.absoluteLocation = subschema.absoluteLocation
        place.isAbsolute = subschema.isAbsolute
        return place
    }

    func unit(
        _ isValid: Bool, error: String? = nil, annotation: JSONValue? = nil, units: [OutputUnit] = []
    ) -> OutputUnit {
        OutputUnit(
            isValid: isValid, keywordLocation: keywordLocation, absoluteKeywordLocation: absoluteLocation,
            writesAbsoluteLocation: isAbsolute || isReferenced, instanceLocation: instanceLocation,
            error: isValid ? nil : error, annotation: isValid ? annotation : nil, units: units)
    }

    /// A keyword that holds where all of its subschemas do.
    func unit(all units: [OutputUnit], annotation: JSONValue? = nil) -> OutputUnit {
        unit(units.allSatisfy(\.isValid), annotation: annotation, units: units)
    }
}
