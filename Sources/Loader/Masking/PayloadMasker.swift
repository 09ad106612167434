import Validator

/// Makes the form of a refused message that may be stored: its shape, and only those values that are harmless.
///
/// A value is shown where the schema declares its place, it is not personal data, and no error lies at or below it.
/// Every other scalar becomes `{"$masked": {"kind": "string", "length": 15, "fingerprint": "9f…"}}` (length in
/// characters, kind alone for booleans and null), every other name `undeclared:<length>:<fingerprint>`.
/// Not thread-safe: one for each thread.
public final class PayloadMasker {
    private let places: DeclaredPlaces
    private let pii: Set<JSONPointer>
    private let fingerprinter: Fingerprinter

    /// A masker for the messages of one contract.
    public init(_ contract: Contract, fingerprinter: Fingerprinter) {
        places = DeclaredPlaces(schema: contract.messageSchema)
        pii = Set(contract.pii)
        self.fingerprinter = fingerprinter
    }

    /// The message's masked form.
    ///
    /// - Parameter errors: the places of all errors, those of columns included.
    public func mask(_ message: JSONNode, errors: some Sequence<JSONPointer>) -> JSONValue {
        let walk = Walk(
            pii: pii, errors: Self.withAncestors(errors), fingerprinter: fingerprinter)
        return walk.mask(message, at: JSONPointer(), declared: places)
    }

    /// The places, and those that hold them: an error below a value speaks against the value, too.
    private static func withAncestors(_ errors: some Sequence<JSONPointer>) -> Set<JSONPointer> {
        var places: Set<JSONPointer> = []
        for error in errors {
            var place = error
            while places.insert(place).inserted, !place.tokens.isEmpty { place.tokens.removeLast() }
        }
        return places
    }
}

private struct Walk {
    let pii: Set<JSONPointer>
    let errors: Set<JSONPointer>
    let fingerprinter: Fingerprinter

    func mask(_ node: JSONNode, at place: JSONPointer, declared: DeclaredPlaces?) -> JSONValue {
        let declared = pii.contains(place) ? nil : declared
        switch node.kind {
        case .object: return object(node, at: place, declared: declared)
        case .array:
            var items: [JSONValue] = []
            node.forEachItem { item in
                let next = place.appending(String(items.count))
                items.append(mask(item, at: next, declared: declared?.item()))
            }
            return .array(items)
        default: return declared == nil || errors.contains(place) ? marker(node) : node.value
        }
    }

    private func object(_ node: JSONNode, at place: JSONPointer, declared: DeclaredPlaces?) -> JSONValue {
        var object = JSONObject()
        node.forEachMember { name, value in
            let text = name.string
            let child = declared?.member(text)
            let shown = child == nil ? undeclared(name) : text
            object[shown] = mask(value, at: place.appending(text), declared: child)
        }
        return .object(object)
    }

    private func undeclared(_ name: JSONNode) -> String {
        "undeclared:\(Self.length(name.text)):\(fingerprinter.fingerprint(of: name.text))"
    }

    private func marker(_ node: JSONNode) -> JSONValue {
        var marker: JSONObject = ["kind": .string(node.jsonKind.rawValue)]
        if node.kind == .string || node.kind == .number {
            marker["length"] = .int(Self.length(node.text))
            marker["fingerprint"] = .string(fingerprinter.fingerprint(of: node.text))
        }
        return ["$masked": .object(marker)]
    }

    private static func length(_ text: UnsafeBufferPointer<UInt8>) -> Int { TextTransform.characters(text) }
}
