// References, and keywords that combine subschemas.
extension OutputPass {
    /// A reference: its unit is that of the schema it leads to, at the reference's place.
    mutating func reference(_ keyword: String, _ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        if let block = calledBlock("/" + keyword, scope) {
            return subschema(block, scope.node, at: place.referring())
        }
        for step in scope.all(.dynamicCall) {
            let reference = program.dynamicReferences[Int(step.pointee.a)]
            guard program.segments[Int(reference.segment)] == "/" + keyword else { continue }
            return subschema(evaluator.dynamicTarget(step.pointee), scope.node, at: place.referring())
        }
        return place.referring(to: scope.subschema.idleReferences[keyword]).unit(true)
    }

    /// The block that is called under that place; nil where that schema allows everything.
    private func calledBlock(_ segment: String, _ scope: OutputScope) -> UInt32? {
        scope.all(.call).first { program.segments[Int($0.pointee.b)] == segment }?.pointee.a
    }

    mutating func allOf(_ scope: OutputScope) -> OutputUnit {
        let count = scope.object["allOf"]?.array?.count ?? 0
        let units = (0..<count).map { position in
            let segment = "/allOf/\(position)"
            return subschema(
                calledBlock(segment, scope) ?? Block.always, scope.node, at: scope.place.below(segment))
        }
        return scope.place.keyword("allOf").unit(all: units)
    }

    mutating func alternatives(
        _ keyword: String, _ operation: Instruction.Operation, _ scope: OutputScope
    ) -> OutputUnit {
        let place = scope.place.keyword(keyword)
        guard let step = scope.first(operation)?.pointee else { return place.unit(true) }
        let units = (0..<Int(step.b)).map { position in
            let call = program.calls.base[Int(step.a) + position]
            return subschema(call.block, scope.node, at: place.below("/\(position)"))
        }
        let held = units.reduce(0) { $1.isValid ? $0 + 1 : $0 }
        let finding = Finding(
            site: step.site, node: scope.node, path: [],
            culprits: .branches(count: units.count, held: held, closest: nil))
        let isValid = operation == .anyOf ? held > 0 : held == 1
        return place.unit(isValid, error: describer.sentence(finding), units: units)
    }

    mutating func not(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("not")
        guard let step = scope.first(.not)?.pointee else { return place.unit(true) }
        let unit = subschema(step.a, scope.node, at: place)
        let finding = Finding(site: step.site, node: scope.node, path: [])
        return place.unit(!unit.isValid, error: describer.sentence(finding), units: [unit])
    }

    /// `if` itself refuses nothing; what its schema says counts where it holds.
    mutating func condition(_ scope: OutputScope) -> OutputUnit {
        let place = scope.place.keyword("if")
        guard let step = scope.first(.conditional)?.pointee else { return place.unit(true) }
        return place.unit(true, units: [subschema(step.a, scope.node, at: place)])
    }

    /// `then` or `else`, where it is the one that counts.
    mutating func branch(_ keyword: String, _ position: Int, _ scope: OutputScope) -> OutputUnit? {
        guard let step = scope.first(.conditional)?.pointee,
            evaluator.holds(step.a, scope.node) == (position == 0)
        else { return nil }
        let block = program.calls.base[Int(step.b) + position].block
        return subschema(block, scope.node, at: scope.place.keyword(keyword))
    }
}
