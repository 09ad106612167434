/// A hash table of an array's items, by open addressing: used again for each array, so that no array but the largest so
/// far asks for memory.
final class ItemTable {
    private struct Slot: BitwiseCopyable {
        var hash: UInt64
        /// The tape's index of the item; 0, which is the message itself, where the slot is empty.
        var item: Int
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var capacity: Int
    private var mask = 0

    init() {
        capacity = 64
        slots = .allocate(capacity: capacity)
    }

    deinit { slots.deallocate() }

    /// Empties the table and makes room for so many items, of which at most half of the slots are taken.
    func clear(for count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        if size > capacity {
            slots.deallocate()
            capacity = size
            slots = .allocate(capacity: capacity)
        }
        slots.initialize(repeating: Slot(hash: 0, item: 0), count: size)
        mask = size - 1
    }

    /// Adds an item; false where one is there that `isEqual` says is equal.
    @inline(__always)
    func insert(_ hash: UInt64, _ item: Int, isEqual: (_ other: Int) -> Bool) -> Bool {
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].item != 0 {
            if slots[place].hash == hash, isEqual(slots[place].item) { return false }
            place = (place + 1) & mask
        }
        slots[place] = Slot(hash: hash, item: item)
        return true
    }
}
