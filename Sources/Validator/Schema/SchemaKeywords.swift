/// The keywords of all dialects: a name that is none of them is perhaps a misspelt one.
enum SchemaKeywords {
    /// Whether a schema may use the name; names that begin with `x-` are everybody's own.
    static func isKnown(_ name: String) -> Bool { known.contains(name) || name.hasPrefix("x-") }

    /// Whether a keyword may refuse a value, and not only names or describes something.
    static func checks(_ name: String) -> Bool {
        known.contains(name) && !["$schema", "$id", "id", "$anchor", "$comment", "$defs", "definitions"].contains(name)
            && !describing.contains(name)
    }

    private static let describing: Set<String> = [
        "$vocabulary", "$dynamicAnchor", "$recursiveAnchor", "title", "description", "default", "examples",
        "deprecated", "readOnly", "writeOnly", "contentEncoding", "contentMediaType", "contentSchema",
    ]

    static let known: Set<String> = [
        "$schema", "$id", "id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef",
        "$recursiveAnchor", "$vocabulary", "$comment", "$defs", "definitions",
        "type", "enum", "const", "format", "pattern", "minLength", "maxLength",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames",
        "required", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "dependencies",
        "items", "prefixItems", "additionalItems", "unevaluatedItems", "contains", "minContains", "maxContains",
        "minItems", "maxItems", "uniqueItems",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
        "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "contentSchema",
    ]
}
