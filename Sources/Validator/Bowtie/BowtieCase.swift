/// One test case of Bowtie's: a schema, the documents that it may refer to, and instances.
struct BowtieCase {
    private let node: JSONNode
    private let dialect: Dialect
    private let wantsAnnotations: Bool

    init(_ node: JSONNode, dialect: Dialect, wantsAnnotations: Bool) {
        self.node = node
        self.dialect = dialect
        self.wantsAnnotations = wantsAnnotations
    }

    /// The verdict on each instance, or why there is none.
    func result(_ sequence: JSONValue) -> JSONValue {
        guard let schema = node["schema"], let tests = node["tests"], tests.kind == .array else {
            return Self.errored(sequence, "The case has no schema or no tests.")
        }
        do throws(SchemaError) {
            let program = try SchemaProgram(compiling: schema.value, options: options)
            return ["seq": sequence, "results": .array(verdicts(on: tests, program))]
        } catch {
            return Self.errored(sequence, error.description, traceback: "\(error.code): \(error)")
        }
    }

    /// The answer to a case that could not be judged.
    static func errored(_ sequence: JSONValue, _ message: String, traceback: String? = nil) -> JSONValue {
        ["seq": sequence, "errored": true, "context": context(message, traceback: traceback)]
    }

    private static func context(_ message: String, traceback: String?) -> JSONValue {
        ["message": .string(message), "traceback": .string(traceback ?? message)]
    }

    /// Formats are notes, as the official suite has it outside of its optional part.
    private var options: SchemaOptions {
        let documents = documents
        return SchemaOptions(dialect: dialect, formats: .annotate) { uri in documents[uri] }
    }

    /// The case's registry, by the URIs that it names and by those that the documents give themselves.
    private var documents: JSONObject {
        var documents = JSONObject()
        let registry = node["registry"]?.value.object ?? [:]
        for (uri, document) in registry { documents[URIReference(uri).withoutFragment.description] = document }
        for (_, document) in registry {
            guard let own = (document["$id"] ?? document["id"])?.string else { continue }
            let uri = URIReference(own).withoutFragment.description
            if documents[uri] == nil { documents[uri] = document }
        }
        return documents
    }

    private func verdicts(on tests: JSONNode, _ program: SchemaProgram) -> [JSONValue] {
        let evaluator = SchemaEvaluator(program)
        var verdicts: [JSONValue] = []
        tests.forEachItem { test in
            verdicts.append(verdict(on: test["instance"], evaluator))
        }
        return verdicts
    }

    private func verdict(on instance: JSONNode?, _ evaluator: SchemaEvaluator) -> JSONValue {
        guard let instance else {
            return ["errored": true, "context": Self.context("The test has no instance.", traceback: nil)]
        }
        guard !evaluator.isValid(instance) else { return valid(instance, evaluator.program) }
        if let undecided = evaluator.errors(in: instance).first(where: \.isUndecided) {
            return ["errored": true, "context": Self.context(undecided.message, traceback: nil)]
        }
        return ["valid": false]
    }

    private func valid(_ instance: JSONNode, _ program: SchemaProgram) -> JSONValue {
        guard wantsAnnotations else { return ["valid": true] }
        let found = OutputEvaluator(program, showsUndeclaredNames: true).annotations(for: instance)
        return ["valid": true, "annotations": .array(found.map(Self.annotation))]
    }

    private static func annotation(_ annotation: SchemaAnnotation) -> JSONValue {
        [
            "keyword": .string(annotation.keyword), "instanceLocation": .string(annotation.instanceLocation),
            "keywordLocation": .string(annotation.keywordLocation), "annotation": annotation.value,
        ]
    }
}
