// Alternatives told apart by a member: `anyOf` and `oneOf` whose branches each want another string there.
extension ProgramParts {
    /// What a branch asks of one member: a list of strings, by the instruction that checks it.
    private struct Guard {
        var name: Int
        var step: UInt32
    }

    /// Finds the member that tells the branches of each `anyOf` and `oneOf` apart, so that an evaluator looks at its
    /// value once and leaves out the branches that must fail.
    ///
    /// A branch is left out only where the member is there and an instruction that the branch must pass refuses it, so
    /// that no verdict changes.
    mutating func addDiscriminators() {
        for index in instructions.indices {
            let instruction = instructions[index]
            guard instruction.operation == .anyOf || instruction.operation == .oneOf, instruction.b > 1 else {
                continue
            }
            addDiscriminator(to: index)
        }
    }

    private mutating func addDiscriminator(to index: Int) {
        let branches = Int(instructions[index].a)..<Int(instructions[index].a + instructions[index].b)
        let guards = branches.map { self.guards(of: calls[$0].block, depth: 0) }
        var counts: [[UInt8]: Int] = [:]
        for branch in guards {
            for name in Set(branch.map { bytes(ofName: $0.name) }) { counts[name, default: 0] += 1 }
        }
        let best = counts.max { $0.value != $1.value ? $0.value < $1.value : $1.key.lexicographicallyPrecedes($0.key) }
        guard let best, best.value > 1 else { return }
        for (branch, found) in zip(branches, guards) {
            guard let wanted = found.first(where: { bytes(ofName: $0.name) == best.key }) else { continue }
            calls[branch].guardStep = wanted.step
            instructions[index].number = wanted.name + 1
        }
    }

    /// What a block asks of single members, by itself or by a reference that it follows.
    private func guards(of block: UInt32, depth: Int) -> [Guard] {
        guard block < Block.never, depth < 3 else { return [] }
        let range = blocks[Int(block)]
        return (range.start..<range.end).flatMap { step -> [Guard] in
            let instruction = instructions[Int(step)]
            switch instruction.operation {
            case .call: return guards(of: instruction.a, depth: depth + 1)
            case .members: return memberGuards(of: objectPlans[Int(instruction.a)])
            default: return []
            }
        }
    }

    private func memberGuards(of plan: ObjectPlan) -> [Guard] {
        (Int(plan.firstName)..<Int(plan.firstName + plan.nameCount)).compactMap { name in
            guard names[name].block < Block.never else { return nil }
            let range = blocks[Int(names[name].block)]
            let step = (range.start..<range.end).first { instructions[Int($0)].operation == .stringEnumeration }
            return step.map { Guard(name: name, step: $0) }
        }
    }

    private func bytes(ofName index: Int) -> [UInt8] {
        let start = Int(names[index].text)
        return Array(text[start..<start + Int(names[index].length)])
    }
}
