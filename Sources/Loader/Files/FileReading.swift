import Synchronization

/// The work of the reading thread: all inputs, one after the other, cut into blocks.
final class FileReading: Sendable {
    let queue: BlockQueue
    let stop = StopSignal()
    let progress: FileProgress
    private let locations: [InputLocation]
    private let options: FileSource.Options
    private let summaries: Mutex<[InputSummary]>

    /// A reading of `locations` that has not begun.
    init(_ locations: [InputLocation], options: FileSource.Options) {
        self.locations = locations
        self.options = options
        queue = BlockQueue(limit: options.blocksAhead)
        summaries = Mutex(locations.map { InputSummary(name: $0.name, bytes: 0) })
        let sizes = locations.map(\.size)
        progress = FileProgress(totalBytes: sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) })
    }

    /// What was read so far, one entry for each input.
    var inputs: [InputSummary] { summaries.withLock { $0 } }

    /// Reads all inputs. What is wrong with one does not keep the others from being read.
    func run() {
        var sequence = 0
        var failures: [(error: LoaderError, blocks: Int)] = []
        for (index, location) in locations.enumerated() where !stop.isGiven {
            do {
                try read(location, index: index, sequence: &sequence)
            } catch {
                // What a stopped reading leaves unfinished is no failure.
                if !stop.isGiven { failures.append((error, sequence)) }
            }
        }
        queue.end(failures)
    }

    /// Ends the reading soon; blocks that wait in the queue are still handed out.
    func cancel() {
        stop.give()
        queue.cancel()
    }

    private func read(_ location: InputLocation, index: Int, sequence: inout Int) throws(LoaderError) {
        let reader = try DescriptorReader(location, stop: stop, progress: progress)
        let stream = ContentStream(reader, name: location.name)
        let splitter = InputSplitter(stream, name: location.name, options: options)
        summaries.withLock { $0[index].isPipe = reader.mayWait }
        defer { summaries.withLock { $0[index].bytes = stream.rawCount } }
        let first = sequence
        while let block = try splitter.next(sequence: sequence, input: index) {
            summaries.withLock { $0[index].bytes = stream.rawCount }
            guard !stop.isGiven, queue.push(block) else { return }
            sequence += 1
        }
        if reader.hasEnded { summaries.withLock { $0[index].sha256 = stream.sha256 } }
        if sequence == first, !options.allowEmpty { throw Self.empty(location.name) }
    }

    private static func empty(_ name: String) -> LoaderError {
        LoaderError(
            "source.empty", .incomplete, "\(name) holds no message.",
            remedy: "Check what writes it; where an empty input is fine, say so with --allow-empty.")
    }
}
