/// Makes outputs: what every keyword says about every value, in the forms that JSON Schema has for it.
///
/// This is a third pass over the program, made to tell everything, not to be fast: it knows of keywords that refuse
/// nothing, and it does not stop where the verdict is clear. The verdict is that of the boolean pass.
///
/// Units name places in the message. A name that the schema does not write is data: it appears by its length
/// alone, as in ``ValidationError/instancePointer``, unless `showsUndeclaredNames` asks for it.
/// Not thread-safe: one for each thread; the program is shared.
public final class OutputEvaluator {
    /// What is judged by.
    public let program: SchemaProgram
    /// Whether names that the schema does not write are shown.
    public let showsUndeclaredNames: Bool

    private var evaluator: Evaluator

    /// An evaluator of that program.
    public init(_ program: SchemaProgram, showsUndeclaredNames: Bool = false) {
        self.program = program
        self.showsUndeclaredNames = showsUndeclaredNames
        evaluator = Evaluator(program)
    }

    /// The output for a message.
    public func output(_ format: OutputFormat, for message: JSONNode) -> JSONValue {
        format == .flag ? ["valid": .bool(evaluator.isValid(message))] : tree(for: message).rendered(as: format)
    }

    /// What the schema says about a valid message; nothing about an invalid one.
    public func annotations(for message: JSONNode) -> [SchemaAnnotation] { tree(for: message).annotations }

    /// The whole tree, from which all forms are made; its root is the message.
    ///
    /// Where there is more to tell than a message of its size may take, or references lead deeper than the stack allows,
    /// the root alone, with the verdict and a remark that details were left out.
    public func tree(for message: JSONNode) -> OutputUnit {
        let isValid = evaluator.isValid(message)
        let undecided = evaluator.undecided
        evaluator.start(message)
        let describer = FindingDescriber(program: program, message: message)
        var pass = OutputPass(
            evaluator: evaluator, describer: describer, showsUndeclaredNames: showsUndeclaredNames)
        var root = pass.root(message.tapeIndex)
        if pass.isExhausted { root = Self.alone(root) }
        if !isValid, root.isValid || root.units.isEmpty, root.error == nil {
            root.error = undecided.map(describer.undecidedSentence) ?? "The message is invalid."
        }
        root.isValid = isValid
        root.dropVoidAnnotations()
        return root
    }

    private static func alone(_ unit: OutputUnit) -> OutputUnit {
        var unit = unit
        (unit.units, unit.annotation, unit.error) = ([], nil, nil)
        unit.remark = "Details were left out: there are more than a message of this size may have."
        return unit
    }
}
