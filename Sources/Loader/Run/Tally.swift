import Reporting

/// What was counted while messages were judged: one for each block, merged in input order.
struct Tally: Sendable {
    /// The places kept for each check: the first ones of the run.
    static let locationsPerCheck = 10

    var read = 0
    var valid = 0
    var invalid = 0
    /// The messages that were looked into: not those that were given back as they came.
    var judged: Int { valid + invalid }
    var errorCount = 0
    /// Messages with more errors than are kept.
    var errorsTruncated = 0
    /// The messages that broke each check.
    var failures: [Int]
    /// The fields whose values each check refused.
    var refusedFields: [Int: Set<String>] = [:]
    /// The messages of which a check could not say whether they break it.
    var undecided: [Int: Int] = [:]
    /// The messages of which any check could not say that.
    var undecidedMessages = 0
    /// The first places of each check that was broken.
    var locations: [Int: [AuditReport.Location]] = [:]
    /// The messages whose value was refused, for each field that was.
    var invalidFields: [String: Int] = [:]
    /// How often each field has come, and as what.
    var fields = FieldCounts()

    init(checks: Int) { failures = [Int](repeating: 0, count: checks) }

    /// Counts a message's errors: a check is broken, and a field invalid, once by a message, however often.
    mutating func count(_ errors: [MessageError], input: String?, messageID: MessageID?) {
        errorCount += errors.count
        let gaveUp = errors.filter(\.isUndecided)
        if !gaveUp.isEmpty { undecidedMessages += 1 }
        for check in Set(gaveUp.flatMap(\.checks)) { undecided[check, default: 0] += 1 }
        var broken: Set<Int> = []
        var fields: Set<String> = []
        for error in errors {
            for check in error.checks where broken.insert(check).inserted {
                failures[check] += 1
                note(error, for: check, input: input, messageID: messageID)
            }
            for check in error.checks where !error.fields.isEmpty {
                refusedFields[check, default: []].formUnion(error.fields)
            }
            for field in error.fields where fields.insert(field).inserted { invalidFields[field, default: 0] += 1 }
        }
    }

    private mutating func note(_ error: MessageError, for check: Int, input: String?, messageID: MessageID?) {
        guard locations[check, default: []].count < Self.locationsPerCheck else { return }
        locations[check, default: []].append(
            AuditReport.Location(
                input: input, line: error.line, column: error.column, offset: error.offset,
                messageID: messageID?.description, pointer: error.pointer))
    }

    /// Adds what came later in the input.
    mutating func add(_ later: Tally) {
        read += later.read
        valid += later.valid
        invalid += later.invalid
        errorCount += later.errorCount
        errorsTruncated += later.errorsTruncated
        for (check, count) in later.failures.enumerated() where count > 0 { failures[check] += count }
        invalidFields.merge(later.invalidFields) { $0 + $1 }
        fields.add(later.fields)
        refusedFields.merge(later.refusedFields) { $0.union($1) }
        undecidedMessages += later.undecidedMessages
        undecided.merge(later.undecided) { $0 + $1 }
        for (check, places) in later.locations {
            let room = Self.locationsPerCheck - locations[check, default: []].count
            if room > 0 { locations[check, default: []] += places.prefix(room) }
        }
    }
}
