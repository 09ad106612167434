import Validator

/// Places at and below one value of a message, seen from that value: what is left of each pointer on the way down.
struct PlaceSet {
    private var places: [ArraySlice<String>]

    /// The places, seen from the whole message.
    init(_ pointers: some Sequence<JSONPointer>) { places = pointers.map { $0.tokens[...] } }

    /// Whether none lies at the value or below it.
    var isEmpty: Bool { places.isEmpty }
    /// Whether the value itself is one of them.
    var containsRoot: Bool { places.contains { $0.isEmpty } }

    /// The places at and below the member of that name, or the item of that index.
    func below(_ token: UnsafeBufferPointer<UInt8>) -> PlaceSet {
        guard !places.isEmpty else { return self }
        var set = PlaceSet([])
        for place in places where place.first.map({ token.elementsEqual($0.utf8) }) == true {
            set.places.append(place.dropFirst())
        }
        return set
    }
}
