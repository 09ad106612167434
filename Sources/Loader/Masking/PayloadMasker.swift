import Validator

/// Makes the form of a refused message that may be stored: its shape, and only those values that are harmless.
///
/// A value is shown where the schema declares its place, it is not personal data, and it passed what the schema says of
/// it: no error lies at or below it, and none leaves it in doubt.
/// Every other scalar becomes `{"$masked": {"kind": "string", "length": 15, "fingerprint": "9f…"}}` (length in
/// characters, kind alone for booleans and null), every other name `undeclared:<length>:<fingerprint>`.
/// Not thread-safe: one for each thread.
public final class PayloadMasker {
    private let places: DeclaredPlaces
    private let personal: PlaceSet
    private let fingerprinter: Fingerprinter

    /// A masker for the messages of one contract.
    public init(_ contract: Contract, fingerprinter: Fingerprinter) {
        places = DeclaredPlaces(schema: contract.messageSchema)
        personal = PlaceSet(contract.pii)
        self.fingerprinter = fingerprinter
    }

    /// The message's masked form.
    ///
    /// - Parameters:
    ///   - errors: the places of all errors, those of columns included.
    ///   - doubtful: the places at and below which it is not known of each value whether the schema accepts it.
    public func mask(
        _ message: JSONNode, errors: some Sequence<JSONPointer>, doubtful: some Sequence<JSONPointer> = []
    ) -> StoredDocument {
        var walk = Walk(fingerprinter: fingerprinter)
        walk.mask(
            message, declared: places,
            Marks(personal: personal, errors: PlaceSet(errors), doubtful: PlaceSet(doubtful), isInDoubt: false))
        return StoredDocument(walk.writer)
    }
}

/// What is known of the places at and below one value, seen from it.
private struct Marks {
    let personal: PlaceSet
    let errors: PlaceSet
    let doubtful: PlaceSet
    /// Whether the value lies at or below a doubtful place.
    var isInDoubt: Bool

    func below(_ token: UnsafeBufferPointer<UInt8>) -> Marks {
        Marks(
            personal: personal.below(token), errors: errors.below(token), doubtful: doubtful.below(token),
            isInDoubt: isInDoubt)
    }
}

private struct Walk {
    let fingerprinter: Fingerprinter
    var writer = StoredDocumentWriter()

    init(fingerprinter: Fingerprinter) { self.fingerprinter = fingerprinter }

    mutating func mask(_ node: JSONNode, declared: DeclaredPlaces?, _ marks: Marks) {
        let declared = marks.personal.containsRoot ? nil : declared
        var marks = marks
        marks.isInDoubt = marks.isInDoubt || marks.doubtful.containsRoot
        switch node.kind {
        case .object: object(node, declared, marks)
        case .array: array(node, declared, marks)
        default: declared == nil || marks.isInDoubt || !marks.errors.isEmpty ? marker(node) : scalar(node)
        }
    }

    private mutating func object(_ node: JSONNode, _ declared: DeclaredPlaces?, _ marks: Marks) {
        guard writer.beginObject() else { return }
        node.forEachMember { name, value in
            let child = declared?.member(name.string)
            child == nil ? undeclared(name) : writer.name(name.text)
            mask(value, declared: child, marks.below(name.text))
        }
        writer.endObject()
    }

    private mutating func array(_ node: JSONNode, _ declared: DeclaredPlaces?, _ marks: Marks) {
        guard writer.beginArray() else { return }
        var position = 0
        node.forEachItem { item in
            var index = String(position)
            let child = declared?.item(at: position)
            mask(item, declared: child, index.withUTF8 { marks.below($0) })
            position += 1
        }
        writer.endArray()
    }

    private mutating func scalar(_ node: JSONNode) {
        switch node.kind {
        case .boolean: writer.bool(node.isTrue)
        case .number: writer.number(node.text)
        case .string: writer.string(node.text)
        default: writer.null()
        }
    }

    private mutating func undeclared(_ name: JSONNode) {
        writer.name("undeclared:\(Self.length(name.text)):\(fingerprinter.fingerprint(of: name.text))")
    }

    private mutating func marker(_ node: JSONNode) {
        guard writer.beginObject() else { return }
        writer.name("$masked")
        if writer.beginObject() {
            writer.member("kind", node.jsonKind.rawValue)
            if node.kind == .string || node.kind == .number {
                writer.member("length", Self.length(node.text))
                writer.member("fingerprint", fingerprinter.fingerprint(of: node.text))
            }
            writer.endObject()
        }
        writer.endObject()
    }

    private static func length(_ text: UnsafeBufferPointer<UInt8>) -> Int { TextTransform.characters(text) }
}
