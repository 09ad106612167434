/// A subschema: its value, where it stands, and the resource whose base URI and dialect hold there.
struct SchemaLocation {
    /// The registry's index of the document.
    let document: Int
    /// The place in the document, as RFC 6901 writes it.
    let pointer: String
    /// The registry's index of the resource that the place belongs to.
    let resource: Int
    let value: JSONValue

    /// What makes two locations the same.
    struct Key: Hashable {
        let document: Int
        private let place: ExactText

        init(document: Int, pointer: String) {
            self.document = document
            place = ExactText(pointer)
        }

        var pointer: String { place.text }
    }

    var key: Key { Key(document: document, pointer: pointer) }
}
