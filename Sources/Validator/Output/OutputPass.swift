/// Walks a schema keyword by keyword over a message, and makes a unit of each.
///
/// Which subschema is where, and whether a keyword holds, it asks the program and the evaluator of the other two
/// passes; only which keywords there are it reads from the schema itself.
struct OutputPass {
    var evaluator: Evaluator
    let describer: FindingDescriber
    let showsUndeclaredNames: Bool
    /// Whether something was not looked at because the stack or the message's steps were used up.
    private(set) var isExhausted = false
    /// The units that may still be made: each names its place, which is long where the message is deep.
    private var units: Int

    var program: SchemaProgram { evaluator.program }

    /// What a message may be told whatever its size, and for each byte.
    private static let freeUnits = 1 << 14
    private static let unitsPerByte = 4

    init(evaluator: Evaluator, describer: FindingDescriber, showsUndeclaredNames: Bool) {
        units = Self.freeUnits + Self.unitsPerByte * (describer.message.end - describer.message.start)
        self.evaluator = evaluator
        self.describer = describer
        self.showsUndeclaredNames = showsUndeclaredNames
    }

    /// The unit of the whole schema.
    mutating func root(_ node: Int) -> OutputUnit { subschema(0, node, at: OutputPlace(program.subschemas[0])) }

    /// The unit of a subschema: one unit below for each keyword.
    mutating func subschema(_ block: UInt32, _ node: Int, at place: OutputPlace) -> OutputUnit {
        units -= 1
        guard units > 0, !evaluator.isExhausted(node) else {
            isExhausted = true
            return place.unit(false)
        }
        if block == Block.always { return place.unit(true) }
        if block == Block.never { return place.unit(false, error: Self.nothingAllowed) }
        let subschema = program.subschemas[Int(block)]
        let here = place.entering(subschema)
        guard case .object(let object) = subschema.value else {
            return here.unit(subschema.value == true, error: Self.nothingAllowed)
        }
        let outer = evaluator.usesDynamicScope ? evaluator.enter(evaluator.blocks[Int(block)]) : 0
        let scope = OutputScope(
            subschema: subschema, object: object, steps: steps(of: evaluator.blocks[Int(block)]), node: node,
            kind: evaluator.tape.entries[node].kind, place: here)
        let units = Self.keywords(of: scope).compactMap { keyword($0, scope) }
        if evaluator.usesDynamicScope { evaluator.leave(to: outer) }
        return here.unit(all: units)
    }

    /// A block's instructions; those of one with an `unevaluated` keyword lie behind the only one that it has.
    private func steps(of block: Block) -> Range<UnsafePointer<Instruction>> {
        let first = evaluator.instructions + Int(block.start)
        guard block.start < block.end, first.pointee.operation == .tracked else {
            return first..<evaluator.instructions + Int(block.end)
        }
        return evaluator.instructions + Int(first.pointee.a)..<evaluator.instructions + Int(first.pointee.b)
    }

    private static let nothingAllowed = "The schema allows nothing here."

    /// The keywords that count: beside `$ref`, none until draft 7.
    private static func keywords(of scope: OutputScope) -> [String] {
        scope.dialect.referenceStandsAlone && scope.object["$ref"] != nil ? ["$ref"] : scope.object.names
    }

    /// The unit of a keyword; nil where it is not looked at.
    private mutating func keyword(_ name: String, _ scope: OutputScope) -> OutputUnit? {
        let dialect = scope.dialect
        switch name {
        case "$ref": return reference(name, scope)
        case "$dynamicRef" where dialect == .draft2020: return reference(name, scope)
        case "$recursiveRef" where dialect == .draft2019: return reference(name, scope)
        case "allOf": return allOf(scope)
        case "anyOf": return alternatives(name, .anyOf, scope)
        case "oneOf": return alternatives(name, .oneOf, scope)
        case "not": return not(scope)
        case "if" where dialect >= .draft7: return condition(scope)
        case "then" where dialect >= .draft7: return branch(name, 0, scope)
        case "else" where dialect >= .draft7: return branch(name, 1, scope)
        case "dependentSchemas" where dialect >= .draft2019: return dependencies(name, scope)
        case "dependentRequired" where dialect >= .draft2019 && scope.validates: return dependencies(name, scope)
        case "dependencies": return dependencies(name, scope)
        default: return memberKeyword(name, scope) ?? itemKeyword(name, scope) ?? leaf(name, scope)
        }
    }

    private mutating func memberKeyword(_ name: String, _ scope: OutputScope) -> OutputUnit? {
        switch name {
        case "properties": properties(scope)
        case "patternProperties": patternProperties(scope)
        case "additionalProperties": additionalProperties(scope)
        case "propertyNames" where scope.dialect >= .draft6: propertyNames(scope)
        case "required" where scope.validates: required(scope)
        case "unevaluatedProperties" where scope.dialect >= .draft2019:
            unevaluated(name, .unevaluatedProperties, scope)
        default: nil
        }
    }

    private mutating func itemKeyword(_ name: String, _ scope: OutputScope) -> OutputUnit? {
        let isTuple = scope.dialect != .draft2020 && scope.object["items"]?.array != nil
        switch name {
        case "prefixItems" where scope.dialect == .draft2020: return prefixItems(name, scope)
        case "items": return isTuple ? prefixItems(name, scope) : furtherItems(name, scope)
        case "additionalItems" where scope.dialect <= .draft2019:
            return isTuple ? furtherItems(name, scope) : scope.place.keyword(name).unit(true)
        case "contains" where scope.dialect >= .draft6: return contains(scope)
        case "minContains" where scope.dialect >= .draft2019 && scope.validates: return containsCount(name, scope)
        case "maxContains" where scope.dialect >= .draft2019 && scope.validates: return containsCount(name, scope)
        case "unevaluatedItems" where scope.dialect >= .draft2019: return unevaluated(name, .unevaluatedItems, scope)
        default: return nil
        }
    }

    /// A member's name as an output may show it.
    func shown(_ name: Int) -> String {
        let node = describer.message.node(at: name)
        return showsUndeclaredNames ? node.string : describer.shown(node)
    }

    /// The token of a member's place.
    func token(_ name: Int) -> String { JSONPointer.escape(shown(name)) }
}
