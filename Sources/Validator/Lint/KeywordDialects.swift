/// Which dialects have a keyword.
enum KeywordDialects {
    /// Whether the dialect gives the keyword a meaning. Keywords that only describe are not told apart.
    static func has(_ keyword: String, _ dialect: Dialect) -> Bool { ranges[keyword]?.contains(dialect) ?? true }

    /// The first and the last dialect with the keyword; nil where all have it.
    static func range(of keyword: String) -> ClosedRange<Dialect>? { ranges[keyword] }

    private static let ranges: [String: ClosedRange<Dialect>] = [
        "id": .draft4 ... .draft4, "$id": .draft6 ... .draft2020, "const": .draft6 ... .draft2020,
        "contains": .draft6 ... .draft2020, "propertyNames": .draft6 ... .draft2020,
        "if": .draft7 ... .draft2020, "then": .draft7 ... .draft2020, "else": .draft7 ... .draft2020,
        "dependencies": .draft4 ... .draft7, "additionalItems": .draft4 ... .draft2019,
        "$anchor": .draft2019 ... .draft2020, "dependentRequired": .draft2019 ... .draft2020,
        "dependentSchemas": .draft2019 ... .draft2020, "unevaluatedProperties": .draft2019 ... .draft2020,
        "unevaluatedItems": .draft2019 ... .draft2020, "minContains": .draft2019 ... .draft2020,
        "maxContains": .draft2019 ... .draft2020, "contentSchema": .draft2019 ... .draft2020,
        "$recursiveRef": .draft2019 ... .draft2019, "$recursiveAnchor": .draft2019 ... .draft2019,
        "prefixItems": .draft2020 ... .draft2020, "$dynamicRef": .draft2020 ... .draft2020,
        "$dynamicAnchor": .draft2020 ... .draft2020,
    ]
}

extension Dialect {
    /// The name that people use: `draft-07`, `2020-12`.
    var name: String {
        switch self {
        case .draft4: "draft-04"
        case .draft6: "draft-06"
        case .draft7: "draft-07"
        case .draft2019: "2019-09"
        case .draft2020: "2020-12"
        }
    }
}
