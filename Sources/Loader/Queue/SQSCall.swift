import Validator

/// One action of SQS with its parameters, in the names of the JSON protocol.
struct SQSCall: Sendable {
    /// `ReceiveMessage`.
    var action: String
    /// The parameters.
    var parameters: JSONObject
    /// The longest time for one exchange, in milliseconds.
    var timeout: Int = 30_000
    /// Whether it is sent again where that may help.
    var isRepeated = true

    /// The request in the AWS JSON 1.0 protocol.
    func jsonRequest(to server: HTTPAddress) -> HTTPRequest {
        HTTPRequest(
            "POST", server,
            headers: [("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "AmazonSQS.\(action)")],
            body: Array(JSONValue.object(parameters).serialized().utf8), timeout: timeout)
    }

    /// The request in the Query protocol.
    func queryRequest(to server: HTTPAddress) -> HTTPRequest {
        var fields: [(name: String, value: String)] = [("Action", action), ("Version", "2012-11-05")]
        for (name, value) in parameters { append(name, value, to: &fields) }
        return HTTPRequest(
            "POST", server, headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: PercentEncoding.form(fields), timeout: timeout)
    }

    /// Lists and maps are flattened: `AttributeName.1`, `Attribute.1.Name`, `DeleteMessageBatchRequestEntry.1.Id`.
    private func append(_ name: String, _ value: JSONValue, to fields: inout [(name: String, value: String)]) {
        switch value {
        case .array(let items):
            let prefix = name == "Entries" ? "\(action)RequestEntry" : String(name.dropLast())
            for (index, item) in items.enumerated() { append("\(prefix).\(index + 1)", item, to: &fields) }
        case .object(let object) where name == "Attributes":
            for (index, member) in object.members.enumerated() {
                fields.append(("Attribute.\(index + 1).Name", member.name))
                append("Attribute.\(index + 1).Value", member.value, to: &fields)
            }
        case .object(let object):
            for (member, value) in object { append("\(name).\(member)", value, to: &fields) }
        case .string(let text): fields.append((name, text))
        default: fields.append((name, value.serialized()))
        }
    }
}
