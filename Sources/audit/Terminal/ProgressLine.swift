import Foundation
import Loader
import Reporting

/// One line on a terminal that is written over: messages, rate, share and remaining time.
struct ProgressLine {
    private static let interval = 0.2
    private let isShown: Bool
    private let source: FileSource?
    private var shownAt = -interval
    private var hasShown = false

    /// A line that shows where standard error is a terminal; for files it also tells the remaining time.
    init(isQuiet: Bool, source: any MessageSource) {
        isShown = !isQuiet && Console.isTerminal(STDERR_FILENO)
        self.source = source as? FileSource
    }

    /// Shows how far the run is, at most five times a second.
    mutating func show(_ progress: RunProgress) {
        guard isShown, progress.seconds - shownAt >= Self.interval else { return }
        shownAt = progress.seconds
        hasShown = true
        Console.error("\r\u{1B}[K" + text(progress), terminator: "")
    }

    /// Clears the line.
    mutating func clear() {
        if hasShown { Console.error("\r\u{1B}[K", terminator: "") }
        hasShown = false
    }

    private func text(_ progress: RunProgress) -> String {
        let rate = progress.seconds > 0 ? Int(Double(progress.messages) / progress.seconds) : 0
        var parts = ["\(Numerals.grouped(progress.messages)) messages", "\(Numerals.grouped(rate))/s"]
        if progress.invalid > 0 { parts.append("\(Numerals.grouped(progress.invalid)) invalid") }
        if let source, let total = source.totalBytes, total > 0, source.bytesRead > 0 {
            let share = min(1, Double(source.bytesRead) / Double(total))
            let left = Int((progress.seconds / share - progress.seconds).rounded(.up))
            parts.append("\(Int(share * 100)) %, \(left) s left")
        }
        return parts.joined(separator: "  ")
    }
}
