public import Validator

/// A document that is not an audit report: where it departs from the format, and what belongs there.
public struct ReportFormatError: Error, Hashable, Sendable {
    /// The place in the document.
    public let pointer: JSONPointer
    /// What belongs there: `an integer or null`.
    public let expected: String
    /// The kind of what is there, never the value; `nothing` where the name is missing.
    public let found: String

    init(at pointer: JSONPointer, expected: String, found: String) {
        self.pointer = pointer
        self.expected = expected
        self.found = found
    }
}

extension ReportFormatError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        let place = pointer.tokens.isEmpty ? "the document" : "\(pointer)"
        return "Not an audit report: at \(place) stands \(found), expected \(expected)."
    }
}
