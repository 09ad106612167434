/// What a server answered, whatever the status.
struct HTTPResponse: Sendable {
    /// The status code.
    var status: Int
    /// The names in lower case and their values, in order.
    var headers: [(name: String, value: String)]
    /// The body.
    var body: [UInt8]

    /// Whether the status is from 200 to 299.
    var isSuccess: Bool { (200...299).contains(status) }
    /// Whether the server could not do it for the moment.
    var isBusy: Bool { status >= 500 || status == 429 }

    /// The first header of that lower-case name.
    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The body as text; malformed UTF-8 is replaced.
    var text: String { String(decoding: body, as: UTF8.self) }
}
