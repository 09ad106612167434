/// What `audit database status` says of an embedded cluster.
public struct ClusterStatus: Hashable, Sendable {
    /// Whether there is a cluster, and whether its server runs.
    public enum State: String, Hashable, Sendable {
        case absent, stopped, running
    }

    /// Whether there is a cluster, and whether its server runs.
    public var state: State
    /// The server's process; nil unless it runs.
    public var process: Int?
    /// Where the cluster keeps its data.
    public var dataDirectory: String
    /// Where the socket is; nil unless the server runs.
    public var socketDirectory: String?
    /// The major version of the data; nil where there is none.
    public var major: Int?
    /// Whether the server stays up when its last user ends.
    public var keepsRunning: Bool
}
