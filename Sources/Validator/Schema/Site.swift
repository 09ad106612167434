/// What is said about a keyword when it refuses: kept apart from the instructions that are run.
struct Site: Sendable {
    let keyword: String
    /// The keyword's place in its document, with the document's URI.
    let absoluteLocation: String
    /// The keyword's place below its subschema: `/type`, `/allOf/1`.
    let segment: UInt32
    let expected: String
    /// The index of the check that the keyword stands for.
    let check: Int
}
