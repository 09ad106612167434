/// One subschema on one value while its units are made.
struct OutputScope {
    let subschema: Subschema
    let object: JSONObject
    /// The subschema's instructions.
    let steps: Range<UnsafePointer<Instruction>>
    let node: Int
    let kind: TapeEntry.Kind
    let place: OutputPlace

    var dialect: Dialect { subschema.dialect }
    var validates: Bool { subschema.vocabulary.validates }
    /// Whether applicators say which members and items they looked at.
    var annotatesApplication: Bool { dialect >= .draft2019 }

    /// The instructions of that operation.
    func all(_ operation: Instruction.Operation) -> [UnsafePointer<Instruction>] {
        (0..<steps.lowerBound.distance(to: steps.upperBound)).map { steps.lowerBound + $0 }
            .filter { $0.pointee.operation == operation }
    }

    /// The first instruction of that operation.
    func first(_ operation: Instruction.Operation) -> UnsafePointer<Instruction>? { all(operation).first }
}
