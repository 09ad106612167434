import Validator

/// Documents that are parsed already, and few enough to stay in a cache; each keeps its parser, which owns the tape.
final class ParsedDocuments {
    private let lines: Lines
    private var parsers: [JSONParser] = []
    private var documents: [JSONNode] = []

    init(_ lines: Lines) throws {
        self.lines = lines
        for index in lines.ranges.indices {
            let parser = JSONParser()
            documents.append(try parser.parse(lines.document(index)))
            parsers.append(parser)
        }
    }

    /// Validates each document so many times in a row.
    func countValid(_ evaluator: SchemaEvaluator, repeating times: Int) -> Int {
        var valid = 0
        for document in documents {
            for _ in 0..<times where evaluator.isValid(document) { valid += 1 }
        }
        return valid / times
    }
}
