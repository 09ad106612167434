/// What Bowtie wants to know about whom it talks to.
public struct BowtieImplementation: Sendable, Hashable {
    /// The implementation's name: a letter, then letters, digits, `_`, `-`, `.`.
    public var name: String
    /// Its version.
    public var version: String
    /// Where it is described, as a URI.
    public var homepage: String
    /// Where its mistakes are reported, as a URI.
    public var issues: String
    /// Where its source is, as a URI.
    public var source: String

    /// An implementation with these facts.
    public init(name: String, version: String, homepage: String, issues: String, source: String) {
        self.name = name
        self.version = version
        self.homepage = homepage
        self.issues = issues
        self.source = source
    }

    /// The object of the answer to `start`.
    var json: JSONValue {
        [
            "language": "swift", "name": .string(name), "version": .string(version),
            "dialects": .array(Dialect.allCases.reversed().map { .string(Self.uri($0)) }),
            "homepage": .string(homepage), "issues": .string(issues), "source": .string(source),
        ]
    }

    /// The dialect as Bowtie spells it: until draft 7 with an empty fragment.
    private static func uri(_ dialect: Dialect) -> String { dialect <= .draft7 ? dialect.uri + "#" : dialect.uri }
}
