/// What a queue did that no message is to blame for.
public struct DeliveryFaults: Hashable, Sendable {
    /// Messages whose body never came as it was sent, by its checksum: they are still in the queue.
    public var damaged: Int
    /// Deliveries of a message that was in work already.
    public var repeated: Int
    /// Messages that could not be kept hidden from other consumers as long as they were in work.
    public var exposed: Int

    /// Faults of these numbers.
    public init(damaged: Int = 0, repeated: Int = 0, exposed: Int = 0) {
        self.damaged = damaged
        self.repeated = repeated
        self.exposed = exposed
    }
}
