import Validator

/// What a column's transforms make of the kinds that its field can have.
struct TransformChain {
    /// Why transforms do not go together.
    struct Failure: Error {
        let message: String
        let hint: String
    }

    private let transforms: [Transform]

    init(_ transforms: [Transform]) { self.transforms = transforms }

    /// The kinds that are left for a column of that type after all transforms.
    func output(of kinds: KindSet, type: ColumnType) throws(Failure) -> KindSet {
        var kinds = kinds
        var ended: String?
        for transform in transforms {
            if let ended, transform.isConversion || transform.isText {
                throw Failure(message: "nothing can follow \(ended)", hint: "\(ended) comes last")
            }
            if transform.isText { try require(.string, of: kinds, for: transform.word) }
            if transform.isConversion {
                kinds = try convert(transform, kinds, type)
                ended = transform.word
            }
        }
        return kinds
    }

    private func convert(_ transform: Transform, _ kinds: KindSet, _ type: ColumnType) throws(Failure) -> KindSet {
        if transform == .version {
            try require(.string, of: kinds, for: "version")
            guard type == .integer || type == .bigint else {
                throw Failure(message: "version makes a number", hint: "type: integer or bigint")
            }
            return .integer
        }
        try require(.number, of: kinds, for: "epoch")
        guard type == .timestamptz || type == .timestamp else {
            throw Failure(message: "epoch makes a time", hint: "type: timestamptz or timestamp")
        }
        return .string
    }

    private func require(_ wanted: KindSet, of kinds: KindSet, for word: String) throws(Failure) {
        guard kinds.isDisjoint(with: wanted) else { return }
        throw Failure(message: "\(word) needs a \(wanted); this is \(kinds)", hint: "")
    }
}

extension Transform {
    /// The word that the contract has for it.
    var word: String {
        switch self {
        case .trim: "trim"
        case .lower: "lower"
        case .upper: "upper"
        case .defaultValue: "default"
        case .epochSeconds, .epochMilliseconds: "epoch"
        case .version: "version"
        }
    }

    /// Whether text becomes text.
    var isText: Bool { self == .trim || self == .lower || self == .upper }

    /// Whether the value becomes another kind of value.
    var isConversion: Bool { self == .epochSeconds || self == .epochMilliseconds || self == .version }
}
