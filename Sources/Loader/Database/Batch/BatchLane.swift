/// Which of a run's writers writes a batch: each counts its own, in a column of `audit.run`.
enum BatchLane: String {
    /// Rows, and the entries of the same messages' neighbours unless they have a writer of their own.
    case rows = "last_batch"
    /// Entries of a bulk load: ``EntryLane``.
    case entries = "last_entry_batch"
}
