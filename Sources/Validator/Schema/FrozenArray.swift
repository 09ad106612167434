/// Values that never change any more, at an address that does not either: read without counting references.
final class FrozenArray<Element>: @unchecked Sendable {
    let base: UnsafePointer<Element>
    private let storage: UnsafeMutableBufferPointer<Element>

    init(_ elements: [Element]) {
        storage = .allocate(capacity: max(elements.count, 1))
        _ = storage.initialize(from: elements)
        count = elements.count
        // A buffer of at least one element has an address.
        base = UnsafePointer(storage.baseAddress.unsafelyUnwrapped)
    }

    let count: Int

    deinit {
        UnsafeMutableBufferPointer(rebasing: storage[..<count]).deinitialize()
        storage.deallocate()
    }
}
