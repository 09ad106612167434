/// Whether the next batch goes straight into the table.
///
/// The straight way is the fastest and costs a second attempt where a key is there already. After two batches in a
/// row that met such keys the detour is taken at once, until a batch met none.
struct BatchStrategy {
    private var conflicts = 0

    /// Whether keys that are there already are to be expected.
    var expectsConflicts: Bool { conflicts >= 2 }

    mutating func record(metConflict: Bool) { conflicts = metConflict ? conflicts + 1 : 0 }
}
