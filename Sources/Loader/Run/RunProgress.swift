/// How far a run has come.
public struct RunProgress: Sendable {
    /// The messages judged so far.
    public var messages: Int
    /// Those that were refused.
    public var invalid: Int
    /// The seconds since the run began.
    public var seconds: Double
}
