import Foundation
import Loader

/// Turns SIGINT and SIGTERM into a request to end; the second one ends the program at once.
///
/// The signals are blocked in every thread and waited for in one of its own: a signal that is merely ignored while a
/// dispatch source looks for it can get lost on Linux.
enum SignalWatch {
    /// Watches from now on until the program ends. Must be called before other threads are started: they inherit
    /// what is blocked.
    static func start(_ interruption: Interruption) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let waited = signals
        Thread.detachNewThread {
            var waited = waited
            while true {
                var number: Int32 = 0
                guard sigwait(&waited, &number) == 0 else { return }
                guard interruption.request(signal: number) else { _exit(128 + number) }
                Console.complain("ending; what is in work is finished first. Once more to end at once.")
            }
        }
    }
}
