import Testing
import Validator

@Suite("Unique items")
struct UniqueItemsTests {
    @Test("of many kinds are told apart, and one repeated among thousands is found")
    func thousands() throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"uniqueItems":true}"#))
        let items = (0..<5_000).map { index in
            switch index % 5 {
            case 0: "\(index)"
            case 1: "\"\(index)\""
            case 2: "{\"id\":\(index),\"name\":\"x\"}"
            case 3: "[\(index)]"
            default: "\(index).5"
            }
        }
        #expect(try evaluator.accepts("[\(items.joined(separator: ","))]"))
        for repeated in ["0.0", "\"1\"", "{\"name\":\"x\",\"id\":2e0}", "[3.0]", "45e-1"] {
            #expect(try !evaluator.accepts("[\(items.joined(separator: ",")),\(repeated)]"))
        }
    }

    @Test("a repetition at any place of short and long arrays is found", arguments: 2...12)
    func places(count: Int) throws {
        let evaluator = SchemaEvaluator(try SchemaProgram(#"{"uniqueItems":true}"#))
        for first in 0..<count {
            for second in 0..<count where first != second {
                var items = (0..<count).map { "\($0)" }
                items[second] = "\(first).0"
                #expect(try !evaluator.accepts("[\(items.joined(separator: ","))]"))
            }
        }
    }
}
