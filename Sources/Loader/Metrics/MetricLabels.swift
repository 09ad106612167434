/// The labels of a sample, in the order in which they are written: names that the program sets, never a message's data.
public struct MetricLabels: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// The names and values.
    public var pairs: [(name: String, value: String)] { zip(names, values).map { ($0, $1) } }
    private let names: [String]
    private let values: [String]

    /// Labels of these names and values.
    public init(dictionaryLiteral elements: (String, String)...) {
        names = elements.map(\.0)
        values = elements.map(\.1)
    }
}
