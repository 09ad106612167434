import Dispatch
import Foundation
import Loader

/// Turns SIGINT and SIGTERM into a request to end; the second one ends the program at once.
final class SignalWatch {
    private let sources: [any DispatchSourceSignal]

    /// Watches until it is released.
    init(_ interruption: Interruption) {
        let queue = DispatchQueue(label: "signals")
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                guard !interruption.request(signal: number) else {
                    return Console.error("audit: ending; what is in work is finished first. Once more to end at once.")
                }
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
