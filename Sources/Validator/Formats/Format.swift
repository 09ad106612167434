/// A value of the `format` keyword that this validator can assert: all that drafts 4 to 2020-12 define.
///
/// The drafts agree on what each name means, so a format carries no draft. A name that is not here asserts nothing.
enum Format: UInt8, CaseIterable, Sendable {
    case dateTime, date, time, duration
    case email, idnEmail
    case hostname, idnHostname
    case ipv4, ipv6
    case uri, uriReference, iri, iriReference
    case uuid, uriTemplate
    case jsonPointer, relativeJSONPointer
    case regex

    /// The format with this name, or nil for a name that no draft defines.
    init?(name: String) {
        guard let format = Format.allCases.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// The name as a schema writes it: `date-time`, `idn-hostname`.
    var name: String {
        switch self {
        case .dateTime: "date-time"
        case .date: "date"
        case .time: "time"
        case .duration: "duration"
        case .email: "email"
        case .idnEmail: "idn-email"
        case .hostname: "hostname"
        case .idnHostname: "idn-hostname"
        case .ipv4: "ipv4"
        case .ipv6: "ipv6"
        case .uri: "uri"
        case .uriReference: "uri-reference"
        case .iri: "iri"
        case .iriReference: "iri-reference"
        case .uuid: "uuid"
        case .uriTemplate: "uri-template"
        case .jsonPointer: "json-pointer"
        case .relativeJSONPointer: "relative-json-pointer"
        case .regex: "regex"
        }
    }

    /// Whether a string has this format.
    ///
    /// - Parameter text: the string's decoded content in valid UTF-8; no byte behind it is read.
    func isSatisfied(by text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .dateTime: DateTimeFormat.isDateTime(text)
        case .date: DateTimeFormat.isDate(text)
        case .time: DateTimeFormat.isTime(text)
        case .duration: DurationFormat.isDuration(text)
        case .email: EmailFormat.isMailbox(text, international: false)
        case .idnEmail: EmailFormat.isMailbox(text, international: true)
        case .hostname: HostnameFormat.isHostname(text)
        case .idnHostname: InternationalHostname.isHostname(text)
        case .ipv4: IPAddressFormat.isVersion4(text)
        case .ipv6: IPAddressFormat.isVersion6(text)
        case .uri: URIFormat(international: false).isAbsolute(text)
        case .uriReference: URIFormat(international: false).isReference(text)
        case .iri: URIFormat(international: true).isAbsolute(text)
        case .iriReference: URIFormat(international: true).isReference(text)
        case .uuid: UUIDFormat.isUUID(text)
        case .uriTemplate: URITemplateFormat.isTemplate(text)
        case .jsonPointer: JSONPointerFormat.isPointer(text)
        case .relativeJSONPointer: JSONPointerFormat.isRelativePointer(text)
        case .regex: isDecided(forLength: text.count) && PatternParser.accepts(text)
        }
    }

    /// Whether a string of so many bytes is judged at all: to read a regular expression takes 250 times its length.
    func isDecided(forLength length: Int) -> Bool { self != .regex || length <= Self.longestPattern }

    private static let longestPattern = 64 << 10
}
