import Synchronization

/// The work of the reading thread: all inputs, one after the other, cut into blocks.
final class FileReading: Sendable {
    let queue: BlockQueue
    let stop = StopSignal()
    let progress: FileProgress
    private let locations: [InputLocation]
    private let options: FileSource.Options
    private let summaries: Mutex<[InputSummary]>
    /// What was wrong with inputs, and how many blocks had been pushed by then.
    private let failures = Mutex<[(error: LoaderError, blocks: Int)]>([])

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
        for (index, location) in locations.enumerated() where !stop.isGiven {
            do {
                try read(location, index: index, sequence: &sequence)
            } catch {
                // What a stopped reading leaves unfinished is no failure.
                let blocks = sequence
                if !stop.isGiven { failures.withLock { $0.append((error, blocks)) } }
            }
        }
        queue.end(ending(before: .max))
    }

    /// Ends the reading soon; blocks that wait in the queue are still handed out.
    ///
    /// What was wrong with an input before the last block that somebody took is told all the same.
    func cancel() {
        stop.give()
        queue.cancel { ending(before: $0) }
    }

    /// What was wrong with inputs before the block of that number.
    private func ending(before blocks: Int) -> Result<Void, LoaderError> {
        Self.ending(failures.withLock { $0.filter { $0.blocks < blocks }.map(\.error) })
    }

    private func read(_ location: InputLocation, index: Int, sequence: inout Int) throws(LoaderError) {
        let reader = try DescriptorReader(location, stop: stop, progress: progress)
        let stream = ContentStream(reader, name: location.name, digest: options.digest)
        let splitter = InputSplitter(stream, name: location.name, options: options)
        defer { update(index, with: stream) }
        let first = sequence
        while let block = try splitter.next(sequence: sequence, input: index), !stop.isGiven {
            update(index, with: stream)
            guard queue.push(block) else { return }
            sequence += 1
        }
        if sequence == first, !options.allowEmpty { throw Self.empty(location.name) }
    }

    private func update(_ index: Int, with stream: ContentStream) {
        let digest = stop.isGiven ? nil : stream.sha256
        summaries.withLock { summaries in
            summaries[index].bytes = stream.rawCount
            summaries[index].sha256 = digest
        }
    }

    private static func empty(_ name: String) -> LoaderError {
        LoaderError(
            "source.empty", .incomplete, "\(name) holds no message.",
            remedy: "Check what writes it; where an empty input is fine, say so with --allow-empty.")
    }

    private static func ending(_ failures: [LoaderError]) -> Result<Void, LoaderError> {
        guard let first = failures.first else { return .success(()) }
        guard failures.count > 1 else { return .failure(first) }
        let all = failures.map(\.description).joined(separator: "\n")
        return .failure(LoaderError(first.code, first.kind, all))
    }
}
