/// Which keywords hold subschemas, and in what shape.
enum Subschemas {
    enum Shape {
        case none
        /// The value is a schema.
        case schema
        /// The value is an array of schemas.
        case list
        /// The value is an object whose members are schemas.
        case map
        /// The value is a schema or an array of schemas.
        case schemaOrList
    }

    static func shape(of keyword: String, in dialect: Dialect) -> Shape {
        switch keyword {
        case "properties", "patternProperties", "definitions": .map
        case "$defs", "dependentSchemas": dialect >= .draft2019 ? .map : .none
        case "dependencies": .map
        case "allOf", "anyOf", "oneOf": .list
        case "prefixItems": dialect == .draft2020 ? .list : .none
        case "not", "additionalProperties": .schema
        case "items": dialect == .draft2020 ? .schema : .schemaOrList
        case "additionalItems": dialect <= .draft2019 ? .schema : .none
        case "contains", "propertyNames": dialect >= .draft6 ? .schema : .none
        case "if", "then", "else": dialect >= .draft7 ? .schema : .none
        case "contentSchema", "unevaluatedItems", "unevaluatedProperties": dialect >= .draft2019 ? .schema : .none
        default: .none
        }
    }
}
