import Validator

/// Makes the form of a refused message that may be stored: its shape, and only those values that are harmless.
///
/// A value is shown where the schema declares its place, it is not personal data, and no error lies at or below it.
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
    /// - Parameter errors: the places of all errors, those of columns included.
    public func mask(_ message: JSONNode, errors: some Sequence<JSONPointer>) -> StoredDocument {
        var walk = Walk(fingerprinter: fingerprinter)
        walk.mask(message, declared: places, personal: personal, errors: PlaceSet(errors))
        return StoredDocument(walk.writer)
    }
}

private struct Walk {
    let fingerprinter: Fingerprinter
    var writer = StoredDocumentWriter()

    init(fingerprinter: Fingerprinter) { self.fingerprinter = fingerprinter }

    /// - Parameters:
    ///   - personal: the places of personal data at and below the value, seen from it.
    ///   - errors: the places of errors at and below the value, seen from it.
    mutating func mask(_ node: JSONNode, declared: DeclaredPlaces?, personal: PlaceSet, errors: PlaceSet) {
        let declared = personal.containsRoot ? nil : declared
        switch node.kind {
        case .object: object(node, declared, personal, errors)
        case .array: array(node, declared, personal, errors)
        default: declared == nil || !errors.isEmpty ? marker(node) : scalar(node)
        }
    }

    private mutating func object(
        _ node: JSONNode, _ declared: DeclaredPlaces?, _ personal: PlaceSet, _ errors: PlaceSet
    ) {
        guard writer.beginObject() else { return }
        node.forEachMember { name, value in
            let child = declared?.member(name.string)
            child == nil ? undeclared(name) : writer.name(name.text)
            mask(value, declared: child, personal: personal.below(name.text), errors: errors.below(name.text))
        }
        writer.endObject()
    }

    private mutating func array(
        _ node: JSONNode, _ declared: DeclaredPlaces?, _ personal: PlaceSet, _ errors: PlaceSet
    ) {
        guard writer.beginArray() else { return }
        let child = declared?.item()
        var position = 0
        node.forEachItem { item in
            var index = String(position)
            let (personal, errors) = index.withUTF8 { (personal.below($0), errors.below($0)) }
            mask(item, declared: child, personal: personal, errors: errors)
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
