/// Something that hands out messages: files, standard input, a queue.
///
/// A source is read from one thread; `acknowledge`, `release` and `stop` may come from another.
public protocol MessageSource: AnyObject, Sendable {
    /// The source as reports name it: a path or a queue's address, never a secret.
    var name: String { get }

    /// The messages that came next, in order; nil at the end. Waits as long as it must.
    ///
    /// - Throws: ``LoaderError`` of kind `incomplete` where the input cannot be read to its end, ``InputFailures`` where
    ///   that concerns several.
    func next() throws -> MessageBlock?

    /// Tells the queue that these messages are safe; returns how many it took. Files have nothing to do.
    func acknowledge(_ deliveries: [QueueDelivery]) throws -> Int

    /// Gives these messages back to the queue untouched.
    func release(_ deliveries: [QueueDelivery]) throws

    /// Ends the reading soon: `next` hands out what has been received already, then nil.
    func stop()

    /// Asks for nothing more until ``resume()``: what was handed out cannot be stored for the moment. What has been
    /// received stays hidden from other consumers. Files have nothing to do.
    func pause()

    /// Goes on after ``pause()``.
    func resume()

    /// What was read so far, one entry for each input.
    var inputs: [InputSummary] { get }

    /// What the deliveries so far were like; files' are perfect.
    var faults: DeliveryFaults { get }
}

extension MessageSource {
    /// Does nothing: the source waits for whoever takes its messages.
    public func pause() {}

    /// Does nothing.
    public func resume() {}

    /// None.
    public var faults: DeliveryFaults { DeliveryFaults() }
}
