import Reporting
import Validator

/// Every check of a run that is about single messages, in the order of the report; the others come behind.
struct CheckCatalog: Sendable {
    /// One check: what a report says of it whatever was found.
    struct Entry: Sendable {
        let id: String
        let name: String
        let field: String?
        let keyword: String?
        let dimension: AuditReport.Dimension
    }

    /// A message that is JSON.
    static let wellFormed = 0
    /// A message that is not too large.
    static let size = 1
    /// The first check of the schema.
    static let firstOfSchema = 2

    let entries: [Entry]
    /// The first check of a column.
    let firstOfColumns: Int
    /// What the database refused for a reason that no other check knows; nil where nothing is loaded.
    let database: Int?
    /// What programs died over; nil where nothing is loaded. Reported only where it happened.
    let crashed: Int?

    /// Whether a check stands in the schema.
    func isOfSchema(_ index: Int) -> Bool { (Self.firstOfSchema..<firstOfColumns).contains(index) }

    init(program: SchemaProgram, columns: [Column]) {
        var entries = [
            Entry(id: "message:json", name: "well-formed JSON", field: nil, keyword: nil, dimension: .conformity),
            Entry(id: "message:size", name: "message size", field: nil, keyword: nil, dimension: .conformity),
        ]
        var used: [String: Int] = [:]
        for check in program.checks {
            let field = check.field.isEmpty ? nil : check.field
            let place = check.definition ?? (check.field.isEmpty ? "/" : check.field)
            let base = "\(place):\(check.keyword)"
            used[base, default: 0] += 1
            let times = used[base, default: 1]
            entries.append(
                Entry(
                    id: "schema:" + (times == 1 ? base : "\(base)#\(times)"),
                    name: Self.name(of: check, times: times), field: field, keyword: check.keyword,
                    dimension: Self.dimension(of: check.keyword)))
        }
        firstOfColumns = entries.count
        for column in columns {
            entries.append(
                Entry(
                    id: "column:\(column.name)", name: "column \(column.name) takes the value",
                    field: Self.field(of: column), keyword: nil, dimension: .conformity))
        }
        database = columns.isEmpty ? nil : entries.count
        if database != nil {
            entries.append(
                Entry(
                    id: "database:accepts", name: "the database takes the row", field: nil, keyword: nil,
                    dimension: .consistency))
        }
        crashed = database.map { $0 + 1 }
        if crashed != nil {
            entries.append(
                Entry(
                    id: "message:crashed", name: "the program survives the message", field: nil, keyword: nil,
                    dimension: .conformity))
        }
        self.entries = entries
    }

    private static func name(of check: SchemaCheck, times: Int) -> String {
        let place = check.definition ?? (check.field.isEmpty ? "message" : check.field)
        return "\(place) \(check.keyword)" + (times == 1 ? "" : " (\(times))")
    }

    private static func field(of column: Column) -> String? {
        guard case .message(let pointer) = column.source else { return nil }
        return pointer.description
    }

    private static func dimension(of keyword: String) -> AuditReport.Dimension {
        switch keyword {
        case "required", "dependentRequired", "minProperties", "minItems", "contains", "minContains": .completeness
        case "uniqueItems": .uniqueness
        case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf": .accuracy
        case "if", "then", "else", "dependentSchemas", "not", "oneOf", "anyOf": .consistency
        default: .conformity
        }
    }
}
