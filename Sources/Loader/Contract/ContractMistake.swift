import Foundation
import Validator

/// Puts one error of the validator into the words of a contract, with a hint.
struct ContractMistake {
    private let error: ValidationError
    private let place: JSONPointer
    private let file: ContractFile
    /// The schema object that holds the keyword.
    private let rule: JSONValue?

    init(_ error: ValidationError, place: JSONPointer, file: ContractFile, schema: JSONValue) {
        self.error = error
        self.place = place
        self.file = file
        let location = error.absoluteKeywordLocation
        let fragment = location.firstIndex(of: "#").map { String(location[location.index(after: $0)...]) } ?? location
        rule = JSONPointer(fragment.removingPercentEncoding ?? fragment).flatMap { schema[$0.dropLast] }
    }

    /// One problem for each key that is unknown or missing; one for all else.
    var problems: [ContractProblem] {
        switch error.keyword {
        case "additionalProperties": unknownKeys
        case "required": missingKeys
        case "type": [file.problem(.wrongKind, at: place, sentence, hint: description)]
        default: [file.problem(.wrongValue, at: place, sentence, hint: hint)]
        }
    }

    private var unknownKeys: [ContractProblem] {
        let parent = place.dropLast
        let known = rule?["properties"]?.object?.names ?? []
        let names = file.value[parent]?.object?.names ?? []
        return names.filter { !known.contains($0) }.map { name in
            let used = Set(names)
            let hint = Suggestion.hint(for: name, among: known.filter { !used.contains($0) })
            return file.problem(
                .unknownKey, at: parent.appending(name), "unknown key '\(name)'\(Self.under(parent))",
                hint: hint.isEmpty ? "known are \(known.joined(separator: ", "))" : hint, onKey: true)
        }
    }

    private var missingKeys: [ContractProblem] {
        let names = Set(file.value[place]?.object?.names ?? [])
        let required = rule?["required"]?.array?.compactMap(\.string) ?? []
        return required.filter { !names.contains($0) }.map { name in
            let hint = rule?["properties"]?[name]?["description"]?.string.map(Self.withoutStop) ?? ""
            return file.problem(
                .missingKey, at: place, "missing key '\(name)'\(Self.under(place))", hint: hint, onKey: true)
        }
    }

    private var subject: String {
        place.tokens.isEmpty ? "a contract" : Self.path(place)
    }

    private var found: String {
        switch file.value[place] {
        case .string(let text)? where text.count <= 40: "'\(text)'"
        case .number(let number)?: number.text
        case .bool(let value)?: "\(value)"
        case .null?: "null"
        case let value?: "this \(value.kind.rawValue)"
        case nil: "nothing"
        }
    }

    private var choices: [String]? {
        rule?["enum"]?.array.map { $0.map { $0.string ?? $0.serialized() } }
    }

    private var sentence: String {
        switch error.keyword {
        case "type": "\(subject) must be of type \(error.expected), not \(found)"
        case "pattern": "\(subject) must match \(rule?["pattern"]?.string ?? ""), not \(found)"
        case "enum": "\(subject) must be one of \(uniqueChoices.joined(separator: ", ")), not \(found)"
        default: "\(subject) must be \(error.expected), not \(found)"
        }
    }

    /// A word and the same without quotes, as `null`, is one choice to a reader.
    private var uniqueChoices: [String] {
        (choices ?? []).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var hint: String {
        guard let choices, let text = file.value[place]?.string else { return description }
        return Suggestion.hint(for: text, among: choices)
    }

    private var description: String { rule?["description"]?.string.map(Self.withoutStop) ?? "" }

    private static func under(_ place: JSONPointer) -> String {
        place.tokens.isEmpty ? "" : " under \(path(place))"
    }

    private static func path(_ place: JSONPointer) -> String { place.tokens.joined(separator: ".") }

    private static func withoutStop(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }
}
