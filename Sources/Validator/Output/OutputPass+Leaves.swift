// Keywords that look at one value alone, and those that only say something about it.
extension OutputPass {
    mutating func leaf(_ name: String, _ scope: OutputScope) -> OutputUnit? {
        let steps = assertions(name, scope)
        guard !steps.isEmpty else { return annotation(name, scope) }
        let place = scope.place.keyword(name)
        let errors = steps.compactMap { error($0.pointee, scope.node) }
        if let error = errors.first { return place.unit(false, error: error) }
        return place.unit(true, annotation: Self.annotates(name, scope) ? scope.object[name] : nil)
    }

    /// The instructions of a keyword that refuses single values.
    func assertions(_ name: String, _ scope: OutputScope) -> [UnsafePointer<Instruction>] {
        let count = scope.steps.lowerBound.distance(to: scope.steps.upperBound)
        return (0..<count).map { scope.steps.lowerBound + $0 }.filter {
            Self.isLeaf($0.pointee.operation) && program.sites[Int($0.pointee.site)].keyword == name
        }
    }

    private static func isLeaf(_ operation: Instruction.Operation) -> Bool {
        switch operation {
        case .never, .members, .items, .contains, .dependentSchema, .call, .dynamicCall, .anyOf, .oneOf, .not,
            .conditional, .unevaluatedProperties, .unevaluatedItems:
            false
        default: true
        }
    }

    /// Why an instruction does not hold; nil where it does.
    mutating func error(_ step: Instruction, _ node: Int) -> String? {
        let (holds, isUndecided) = decide { evaluator in evaluator.leafHolds(step, node) }
        guard !holds || isUndecided else { return nil }
        var finding = Finding(site: step.site, node: node, path: [], isUndecided: isUndecided)
        if step.operation == .dependentRequired {
            finding.culprits = .missing(
                (Int(step.a)..<Int(step.a + step.b)).filter { !evaluator.hasMember(node, named: $0) })
        }
        return describer.sentence(finding)
    }

    /// The result of a check, and whether anything in it could not be decided.
    mutating func decide<Result>(_ check: (inout Evaluator) -> Result) -> (result: Result, isUndecided: Bool) {
        let before = evaluator.undecided
        evaluator.undecided = nil
        let result = check(&evaluator)
        let isUndecided = evaluator.undecided != nil
        evaluator.undecided = before ?? evaluator.undecided
        return (result, isUndecided)
    }

    // MARK: Annotations

    private func annotation(_ name: String, _ scope: OutputScope) -> OutputUnit? {
        guard !Self.structural.contains(name) else { return nil }
        let place = scope.place.keyword(name)
        return place.unit(true, annotation: Self.annotates(name, scope) ? scope.object[name] : nil)
    }

    /// Names, places and notes of a schema's author: nothing that is said about a value.
    private static let structural: Set<String> = [
        "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$comment", "$defs",
        "definitions",
    ]

    /// Whether the keyword's value is what the schema says about the instance: so it is with all but assertions.
    private static func annotates(_ name: String, _ scope: OutputScope) -> Bool {
        switch name {
        case "contentEncoding", "contentMediaType": scope.kind == .string || scope.dialect < .draft7
        case "contentSchema" where scope.dialect >= .draft2019:
            scope.kind == .string && scope.object["contentMediaType"] != nil
        case "const": scope.dialect < .draft6
        default: !assertions.contains(name)
        }
    }

    /// The assertions of all dialects.
    private static let assertions: Set<String> = [
        "type", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "required", "minProperties", "maxProperties", "minItems", "maxItems",
        "uniqueItems",
    ]
}
