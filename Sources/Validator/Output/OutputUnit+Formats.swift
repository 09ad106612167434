extension OutputUnit {
    /// The unit as JSON, in one of the standard's four forms.
    ///
    /// `detailed` leaves out every unit without an error or annotation that has nothing, or one unit only, below it.
    /// `basic` is the same as a list; its own locations are those of the root.
    public func rendered(as format: OutputFormat) -> JSONValue {
        switch format {
        case .flag: ["valid": .bool(isValid)]
        case .basic: basic.json
        case .detailed: (condensed(to: isValid) ?? withoutUnits).json
        case .verbose: json
        }
    }

    private var json: JSONValue {
        var object: JSONObject = ["valid": .bool(isValid), "keywordLocation": .string(keywordLocation)]
        if writesAbsoluteLocation { object["absoluteKeywordLocation"] = .string(absoluteKeywordLocation) }
        object["instanceLocation"] = .string(instanceLocation)
        object["error"] = error.map(JSONValue.string)
        object["annotation"] = annotation
        object["remark"] = remark.map(JSONValue.string)
        if !units.isEmpty { object[isValid ? "annotations" : "errors"] = .array(units.map(\.json)) }
        return .object(object)
    }

    private var withoutUnits: OutputUnit {
        var copy = self
        copy.units = []
        return copy
    }

    /// What led to the verdict: units of that verdict which say something, or hold several that do.
    private func condensed(to verdict: Bool) -> OutputUnit? {
        guard isValid == verdict else { return nil }
        var copy = self
        copy.units = units.compactMap { $0.condensed(to: verdict) }
        guard error == nil, annotation == nil, copy.units.count < 2 else { return copy }
        return copy.units.first
    }

    private var basic: OutputUnit {
        var root = withoutUnits
        guard let condensed = condensed(to: isValid) else { return root }
        // Only the root's own location is empty: anything else is what the root was replaced by.
        let listed = condensed.keywordLocation.isEmpty ? condensed.units : [condensed]
        for unit in listed { unit.append(to: &root.units) }
        return root
    }

    private func append(to list: inout [OutputUnit]) {
        var unit = withoutUnits
        if !isValid, error == nil { unit.error = "A subschema had errors." }
        if unit.error != nil || annotation != nil { list.append(unit) }
        for unit in units { unit.append(to: &list) }
    }
}
