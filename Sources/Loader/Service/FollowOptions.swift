/// How a service works.
public struct FollowOptions: Sendable {
    /// The seconds after which a window's report is written, counted from its first message.
    public var every = 300.0
    /// A window ends earlier after so many messages; nil: it does not.
    public var maxMessages: Int?
    /// The seconds that may pass between the request to end and the end.
    public var grace = 25.0
    /// Ends the process when the grace is over and something still hangs; is given the number of the signal.
    public var endNow: @Sendable (Int32) -> Void = { _ in }
    /// Is told what a person should know, a sentence at a time; from any thread.
    public var note: @Sendable (String) -> Void = { _ in }

    /// The usual options.
    public init() {}

    /// How long a poll may last, so that the one in flight has ended long before the grace has.
    var waitSeconds: Int { max(1, min(10, Int(grace / 2))) }
    /// The part of the grace that is kept to give back what is left.
    var reserve: Double { min(5, grace / 4) }
}
