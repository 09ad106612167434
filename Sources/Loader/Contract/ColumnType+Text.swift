import Validator

extension ColumnType {
    /// Why a text names no type.
    struct UnknownType: Error {
        let message: String
        let hint: String
    }

    /// The types without a parameter by the names that PostgreSQL gives them.
    private static let plain: [String: ColumnType] = [
        "text": .text, "uuid": .uuid, "boolean": .boolean, "smallint": .smallint, "integer": .integer,
        "bigint": .bigint, "real": .real, "double precision": .double, "numeric": .numeric(precision: nil, scale: 0),
        "date": .date, "timestamp": .timestamp, "timestamptz": .timestamptz, "inet": .inet, "jsonb": .jsonb,
    ]

    /// The type that a contract writes as `varchar(128)`.
    init(contractText text: String) throws(UnknownType) {
        if let type = Self.plain[text] {
            self = type
            return
        }
        let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[1].hasSuffix(")") else {
            let candidates = Self.plain.keys.sorted() + ["varchar(N)", "numeric(P,S)"]
            let hint = text == "varchar" ? "varchar needs a length: varchar(N), or text" : ""
            throw UnknownType(
                message: "unknown type '\(text)'",
                hint: hint.isEmpty ? Suggestion.hint(for: text, among: candidates) : hint)
        }
        let numbers = parts[1].dropLast().split(separator: ",", omittingEmptySubsequences: false).map { part in
            Int(part.drop { $0 == " " })
        }
        self = try Self.parametrised(parts[0], numbers, text)
    }

    private static func parametrised(_ name: String, _ numbers: [Int?], _ text: String) throws(UnknownType)
        -> ColumnType
    {
        switch (name, numbers.first ?? nil, numbers.count == 2 ? numbers[1] : nil, numbers.count) {
        case ("varchar", let length?, _, 1) where (1...10_485_760).contains(length): return .varchar(length)
        case ("varchar", _, _, _):
            throw UnknownType(message: "unknown type '\(text)'", hint: "varchar takes 1 to 10485760 characters")
        case ("numeric", let precision?, _, 1) where (1...1000).contains(precision):
            return .numeric(precision: precision, scale: 0)
        case ("numeric", let precision?, let scale?, 2)
        where (1...1000).contains(precision) && (0...precision).contains(scale):
            return .numeric(precision: precision, scale: scale)
        case ("numeric", _, _, _):
            throw UnknownType(
                message: "unknown type '\(text)'", hint: "numeric takes 1 to 1000 digits, and at most as many decimals")
        default:
            throw UnknownType(
                message: "unknown type '\(text)'",
                hint: Suggestion.hint(for: name, among: plain.keys.sorted() + ["varchar", "numeric"]))
        }
    }

    /// The type as a contract, and as PostgreSQL, writes it.
    public var contractText: String {
        switch self {
        case .text: "text"
        case .varchar(let length): "varchar(\(length))"
        case .uuid: "uuid"
        case .boolean: "boolean"
        case .smallint: "smallint"
        case .integer: "integer"
        case .bigint: "bigint"
        case .real: "real"
        case .double: "double precision"
        case .numeric(nil, _): "numeric"
        case .numeric(let precision?, let scale): "numeric(\(precision),\(scale))"
        case .date: "date"
        case .timestamp: "timestamp"
        case .timestamptz: "timestamptz"
        case .inet: "inet"
        case .jsonb: "jsonb"
        }
    }
}
