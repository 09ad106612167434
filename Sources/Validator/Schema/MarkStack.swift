/// The marks of what has been looked at: a frame of them for each block that tracks it, the innermost last.
///
/// Memory that only grows, so that no message but the largest so far asks for any.
final class MarkStack {
    private var base: UnsafeMutablePointer<Bool>
    private var capacity: Int
    /// Where the next frame will begin.
    private(set) var count = 0

    init() {
        capacity = 64
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Adds a frame without a mark; the result is where it begins.
    func push(_ size: Int) -> Int {
        let start = count
        if capacity - count < size { grow(to: count + size) }
        (base + start).initialize(repeating: false, count: size)
        count += size
        return start
    }

    /// Takes the frame that begins there away, and all behind it.
    func pop(to start: Int) { count = start }

    subscript(place: Int) -> Bool {
        get { base[place] }
        set { base[place] = newValue }
    }

    private func grow(to needed: Int) {
        capacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<Bool>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
