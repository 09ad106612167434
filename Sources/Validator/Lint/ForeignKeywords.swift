/// Names that are no keywords of JSON Schema, but that schemas are full of.
enum ForeignKeywords {
    /// What only describes: to editors, to generators of code and documents.
    static let describing: Set<String> = [
        "markdownDescription", "markdownEnumDescriptions", "enumDescriptions", "enumNames", "deprecationMessage",
        "doNotSuggest", "suggestSortText", "defaultSnippets", "errorMessage", "patternErrorMessage", "allowComments",
        "allowTrailingCommas", "tsType", "tsEnumNames", "javaType", "example", "discriminator", "xml", "externalDocs",
    ]

    /// What to write instead of words of OpenAPI and of the first drafts.
    static let replacements = [
        "nullable": "OpenAPI's word; write type: [string, 'null']",
        "divisibleBy": "draft 3's word; write multipleOf", "extends": "draft 3's word; write allOf",
        "disallow": "draft 3's word; write not", "optional": "draft 2's word; list the others in required",
    ]
}
