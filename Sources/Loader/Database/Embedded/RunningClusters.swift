import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The clusters that this process uses, so that `exit` leaves no server behind.
enum RunningClusters {
    private static let clusters = Mutex<[ObjectIdentifier: Entry]>([:])

    private struct Entry: Sendable {
        weak var cluster: EmbeddedCluster?
    }

    /// Has the cluster stopped at the end of the process, if not before.
    static func add(_ cluster: EmbeddedCluster) {
        _ = registered
        clusters.withLock { $0[ObjectIdentifier(cluster)] = Entry(cluster: cluster) }
    }

    static func remove(_ cluster: EmbeddedCluster) {
        clusters.withLock { $0[ObjectIdentifier(cluster)] = nil }
    }

    private static let registered: Bool = {
        atexit {
            let left = RunningClusters.clusters.withLock { Array($0.values) }
            for entry in left { try? entry.cluster?.stop() }
        }
        return true
    }()
}
