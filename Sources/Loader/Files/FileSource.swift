import Synchronization

/// Messages from files and from standard input.
///
/// A thread of its own reads ahead, decompresses and cuts the text into messages; memory does not depend on the
/// inputs' sizes. What is wrong with an input (it is cut off, empty, corrupt) is thrown by ``next()`` behind the last
/// message of all inputs.
public final class FileSource: MessageSource {
    private let reading: FileReading
    private let locations: [InputLocation]
    private let options: Options
    private let hasStarted = Atomic(false)

    /// The messages of `inputs`: paths, or `-` for standard input.
    ///
    /// - Throws: ``LoaderError``: `source.unreadable` where any input cannot be opened, `source.usage` where there is
    ///   none or standard input is named twice. Nothing has been read then.
    public init(_ inputs: [String], options: Options = Options()) throws {
        locations = inputs.map { InputLocation($0) }
        self.options = options
        try Self.check(locations)
        reading = FileReading(locations, options: options)
    }

    deinit { reading.cancel() }

    /// The first input, and how many more there are.
    public var name: String {
        let first = locations.first?.name ?? ""
        return locations.count > 1 ? "\(first) and \(locations.count - 1) more" : first
    }

    /// What was read so far, one entry for each input; the digest comes with an input's end.
    public var inputs: [InputSummary] { reading.inputs }

    /// The bytes read so far, before decompression; any thread may ask.
    public var bytesRead: Int { reading.progress.bytesRead }

    /// The bytes of all inputs, before decompression; nil where one is a pipe.
    public var totalBytes: Int? { reading.progress.totalBytes }

    /// The name that the message ids of the input with this index are made from.
    public func sourceID(ofInput index: Int) -> String { options.sourceID ?? locations[index].sourceID }

    /// The messages that came next; nil at the end.
    public func next() throws -> MessageBlock? {
        if !hasStarted.exchange(true, ordering: .acquiringAndReleasing) { try start() }
        return try reading.queue.pop()
    }

    /// Files have nothing to acknowledge: takes all.
    public func acknowledge(_ deliveries: [QueueDelivery]) -> Int { deliveries.count }

    /// Files have nothing to give back.
    public func release(_ deliveries: [QueueDelivery]) {}

    /// Ends the reading soon, also where it waits for a pipe.
    public func stop() { reading.cancel() }

    private static func check(_ locations: [InputLocation]) throws {
        guard !locations.isEmpty else {
            throw LoaderError("source.usage", .usage, "No input is named.", remedy: "Name files, or - for stdin.")
        }
        guard locations.count(where: { $0.path == nil }) < 2 else {
            throw LoaderError("source.usage", .usage, "Standard input (-) is named more than once.")
        }
        var failures: [LoaderError] = []
        for location in locations {
            do throws(LoaderError) {
                try location.check()
            } catch {
                failures.append(error)
            }
        }
        guard let first = failures.first else { return }
        if failures.count == 1 { throw first }
        throw LoaderError(first.code, first.kind, failures.map(\.description).joined(separator: "\n"))
    }

    private func start() throws {
        do {
            _ = try WorkerThread { [reading] in reading.run() }
        } catch {
            reading.queue.end([])
            throw error
        }
    }
}
