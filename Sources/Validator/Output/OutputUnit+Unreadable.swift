extension OutputUnit {
    /// The root of what is no message at all: the schema had nothing to look at.
    public static func unreadable(_ error: String) -> OutputUnit {
        OutputUnit(
            isValid: false, keywordLocation: "", absoluteKeywordLocation: "", writesAbsoluteLocation: false,
            instanceLocation: "", error: error, annotation: nil, units: [])
    }
}
