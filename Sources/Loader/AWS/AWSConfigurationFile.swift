/// A file in the format of `~/.aws/config` and `~/.aws/credentials`.
///
/// Source: *Configuration and credential file settings* in the AWS SDKs and Tools Reference Guide. A nested setting
/// (`sqs =` and an indented `endpoint_url = …` below it) has the key `sqs.endpoint_url`.
struct AWSConfigurationFile: Sendable {
    /// The settings of each section, by the section's name as it is written.
    private(set) var sections: [String: [String: String]] = [:]

    /// Reads the text of a file; a line that is none of the format's is passed over, as AWS's own tools do.
    init(_ text: String) {
        var section: String?
        var parent: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.trimmed
            guard let first = content.first, first != "#", first != ";" else { continue }
            if first == "[" {
                section = Self.sectionName(content)
                parent = nil
                if let section { sections[section, default: [:]] = sections[section] ?? [:] }
            } else if let section, let (key, value) = Self.setting(content) {
                let isNested = line.first?.isWhitespace == true && parent != nil
                if !isNested { parent = value.isEmpty ? key : nil }
                sections[section]?[isNested ? "\(parent ?? "").\(key)" : key] = value
            }
        }
    }

    private static func sectionName(_ line: Substring) -> String? {
        guard let end = line.firstIndex(of: "]") else { return nil }
        let words = line[line.index(after: line.startIndex)..<end].split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func setting(_ line: Substring) -> (key: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        var value = line[line.index(after: equals)...]
        if let comment = value.range(ofFirst: " #") ?? value.range(ofFirst: " ;") {
            value = value[..<comment.lowerBound]
        }
        return (line[..<equals].trimmed.lowercased(), String(value.trimmed))
    }
}

extension Substring {
    /// Without white space at both ends.
    var trimmed: Substring {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return self[endIndex...] }
        return self[start...end]
    }
}
