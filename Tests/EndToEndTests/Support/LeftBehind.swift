import Foundation
import Synchronization

/// Directories that go when the test process ends.
enum LeftBehind {
    private static let paths = Mutex<[String]>([])

    /// Handlers run in the reverse order of their registration: after servers started later have been stopped.
    private static let registered: Void = {
        atexit {
            for path in LeftBehind.paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
        }
    }()

    /// Has a directory removed.
    static func add(_ path: String) {
        registered
        paths.withLock { $0.append(path) }
    }
}
