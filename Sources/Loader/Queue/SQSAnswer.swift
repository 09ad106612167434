import Validator

/// A successful response, in either protocol.
enum SQSAnswer {
    /// The response object of AWS JSON 1.0; valid until the parser's next document.
    case json(JSONNode)
    /// The `…Result` element of the Query protocol.
    case xml(XMLElement)

    /// A text of the answer.
    func text(_ name: String) -> String? {
        switch self {
        case .json(let node): node[name]?.string
        case .xml(let element): element[name]?.text
        }
    }

    /// The attributes of a queue.
    var attributes: [String: String] {
        var found: [String: String] = [:]
        switch self {
        case .json(let node): node["Attributes"]?.forEachMember { found[$0.string] = $1.string }
        case .xml(let element):
            for attribute in element.all("Attribute") {
                found[attribute["Name"]?.text ?? ""] = attribute["Value"]?.text
            }
        }
        return found
    }
}
