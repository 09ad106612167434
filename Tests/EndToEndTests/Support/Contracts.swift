import Foundation

/// Contracts made from the shipped one.
enum Contracts {
    /// The shipped contract with some of its text replaced.
    static func shipped(_ changes: (from: String, to: String)...) throws -> String {
        var text = try String(contentsOfFile: Repository.contract, encoding: .utf8)
        for change in changes { text = text.replacing(change.from, with: change.to) }
        return text
    }

    /// The shipped contract without the checks about whole runs.
    static func withoutChecks() throws -> String { String(try shipped().split(separator: "\nchecks:")[0]) + "\n" }
}
