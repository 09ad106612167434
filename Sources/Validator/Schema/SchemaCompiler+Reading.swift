extension SchemaCompiler {
    /// The keyword's value where it must be a string.
    func text(_ scope: Scope, _ keyword: String) throws(SchemaError) -> String? {
        guard let value = scope.object[keyword] else { return nil }
        guard let text = value.string else { throw invalid(scope, keyword, "The value must be a string.") }
        return text
    }

    /// The keyword's value where it must be a number.
    func number(_ scope: Scope, _ keyword: String) throws(SchemaError) -> JSONNumber? {
        guard let value = scope.object[keyword] else { return nil }
        guard case .number(let number) = value else { throw invalid(scope, keyword, "The value must be a number.") }
        return number
    }

    /// The keyword's value where it must be an integer of at least 0, and as an `Int`, the largest where it is larger.
    func count(_ scope: Scope, _ keyword: String) throws(SchemaError) -> (exact: JSONNumber, int: Int)? {
        guard let number = try number(scope, keyword) else { return nil }
        guard number.isInteger, !number.isNegative else {
            throw invalid(scope, keyword, "The value must be an integer of at least 0.")
        }
        return (number, number.int ?? .max)
    }

    /// The keyword's value where it must be true or false.
    func bool(_ scope: Scope, _ keyword: String) throws(SchemaError) -> Bool? {
        guard let value = scope.object[keyword] else { return nil }
        guard let bool = value.bool else { throw invalid(scope, keyword, "The value must be true or false.") }
        return bool
    }

    /// The keyword's value where it must be an array.
    func items(_ scope: Scope, _ keyword: String) throws(SchemaError) -> [JSONValue]? {
        guard let value = scope.object[keyword] else { return nil }
        guard let items = value.array else { throw invalid(scope, keyword, "The value must be an array.") }
        return items
    }

    /// The keyword's value where it must be an object.
    func members(_ scope: Scope, _ keyword: String) throws(SchemaError) -> JSONObject? {
        guard let value = scope.object[keyword] else { return nil }
        guard let members = value.object else { throw invalid(scope, keyword, "The value must be an object.") }
        return members
    }

    /// The keyword's value where it must be an array of strings.
    func names(_ scope: Scope, _ keyword: String) throws(SchemaError) -> [String]? {
        guard let items = try items(scope, keyword) else { return nil }
        let names = items.compactMap(\.string)
        guard names.count == items.count else { throw invalid(scope, keyword, "The items must be strings.") }
        return names
    }
}
