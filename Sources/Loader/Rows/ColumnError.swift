import Validator

/// Why a valid message's value does not fit its column: found in memory, before the database sees it. No values.
public struct ColumnError: Error, Hashable, Sendable {
    /// What is wrong, as reports name it.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// More characters than the column takes.
        case tooLong = "column.tooLong"
        /// A number, date or version that the column's type cannot hold.
        case outOfRange = "column.outOfRange"
        /// More decimals than the column keeps.
        case inexact = "column.inexact"
        /// Another kind of JSON value than the column takes.
        case wrongKind = "column.wrongKind"
        /// A text that is not written as the column's type wants it.
        case syntax = "column.syntax"
        /// U+0000, which PostgreSQL's text cannot hold.
        case unstorable = "column.unstorable"
        /// Nothing, where the column is part of the key.
        case nullKey = "column.nullKey"
    }

    /// The column.
    public let column: String
    /// The place in the message; nil where the value comes from the delivery.
    public let pointer: JSONPointer?
    /// What is wrong.
    public let code: Code
    /// What the column wants, in words.
    public let expected: String
    /// The kind of what came; nil where nothing did.
    public let kind: JSONKind?
    /// The characters of a string or of a number's text, items, or members; nil for all else.
    public let length: Int?
}

extension ColumnError: CustomStringConvertible {
    /// `column locale: expected at most 32 characters, found a string of length 40`
    public var description: String {
        let found =
            kind.map { kind in "\(Self.article(kind)) \(kind.rawValue)" + (length.map { " of length \($0)" } ?? "") }
            ?? "nothing"
        return "column \(column): expected \(expected), found \(found)"
    }

    private static func article(_ kind: JSONKind) -> String {
        [.integer, .array, .object].contains(kind) ? "an" : "a"
    }
}
