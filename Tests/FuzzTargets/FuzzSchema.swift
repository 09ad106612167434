import Validator

/// The evaluator: a schema, a zero byte, a message. Both passes must agree, and errors must lie within the message.
public func fuzzEvaluator(_ bytes: [UInt8]) -> String? {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, bytes.count <= longestInput, let schema = try? JSONValue.parse(Array(parts[0])),
        let program = try? SchemaProgram(compiling: schema)
    else { return nil }
    return brokenPromise(of: program, on: Array(parts[1]))
}

/// The compiler: any JSON value is a schema or a mistake in every draft, and what compiles judges.
public func fuzzCompiler(_ bytes: [UInt8]) -> String? {
    guard bytes.count <= longestInput, let schema = try? JSONValue.parse(bytes) else { return nil }
    for dialect in Dialect.allCases {
        let program: SchemaProgram
        do throws(SchemaError) {
            program = try SchemaProgram(compiling: schema, options: SchemaOptions(dialect: dialect))
        } catch {
            guard !error.message.isEmpty, JSONPointer(error.pointer) != nil else { return "a mistake without a place" }
            continue
        }
        for message in ["null", "0", #""a""#, #"[1,["a"],{}]"#, #"{"a":{"b":[null]},"b":"x","":0.5}"#] {
            if let broken = brokenPromise(of: program, on: Array(message.utf8)) { return "\(dialect): \(broken)" }
        }
    }
    return nil
}

private func brokenPromise(of program: SchemaProgram, on message: [UInt8]) -> String? {
    let evaluator = SchemaEvaluator(program, maximumErrors: 20)
    let parser = JSONParser()
    return message.withUnsafeBytes { bytes in
        guard let node = try? parser.parse(bytes) else { return nil }
        let isValid = evaluator.isValid(node)
        let errors = evaluator.errors(in: node)
        guard isValid == errors.isEmpty else {
            return "the passes disagree on \(String(decoding: bytes, as: UTF8.self))"
        }
        guard evaluator.isValid(node) == isValid else { return "a second look says something else" }
        return errors.allSatisfy { isSound($0, program, length: bytes.count) } ? nil : "an error without a place"
    }
}

private func isSound(_ error: ValidationError, _ program: SchemaProgram, length: Int) -> Bool {
    error.offset < error.endOffset && error.endOffset <= length && error.line > 0 && error.column > 0
        && error.checks.allSatisfy(program.checks.indices.contains) && !error.message.isEmpty
}
