/// Why an input cannot be split into messages to its end.
enum FramingFault: Hashable {
    /// An array that is not closed at the input's end.
    case unclosedArray(offset: Int)
    /// From here on nothing tells where a message ends; the rest was handed out as one message.
    case unsplittable(offset: Int, line: Int)

    /// The error that ends the reading of the input `name`.
    func error(in name: String) -> LoaderError {
        switch self {
        case .unclosedArray(let offset):
            LoaderError(
                "source.truncated", .incomplete, "\(name) ends at byte \(offset) without the ] of its JSON array.",
                remedy: "Its complete items were read; write the file again and repeat the run.")
        case .unsplittable(let offset, let line):
            LoaderError(
                "source.unsplittable", .incomplete,
                "\(name) could not be split into messages after line \(line) (byte \(offset)): its brackets, quotes or "
                    + "commas do not match; the rest counts as one broken message.",
                remedy: "Mend the text there, or give its format with --input-format ndjson|array|concatenated.")
        }
    }
}
