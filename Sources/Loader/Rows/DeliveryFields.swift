import Reporting

/// Writes the fields that come from the run or from the message's delivery.
enum DeliveryFields {
    /// The field that all rows of a run share, length included; nil where each message has its own.
    static func constant(_ column: Column, run: RunIdentity) -> [UInt8]? {
        let output = ByteWriter(capacity: 64)
        switch column.source {
        case .runID: write(run.id, column.type, to: output)
        case .runDate:
            field(output) { $0.append(Int32(truncatingIfNeeded: run.startedAt.daysSince1970 - ValueWriter.epochDay)) }
        case .runStartedAt:
            field(output) { $0.append(run.startedAt.milliseconds * 1_000 - ValueWriter.epochMicroseconds) }
        default: return nil
        }
        return Array(output.bytes)
    }

    /// Writes a message's own field; what a file does not have is SQL NULL.
    static func write(
        _ column: Column, _ id: MessageID, _ delivery: QueueDelivery?, to output: ByteWriter
    ) -> ColumnError.Code? {
        switch column.source {
        case .messageID: write(id, column.type, to: output)
        case .sentAt:
            guard let milliseconds = delivery?.sentAt else { return writeNull(output) }
            let (moment, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
            guard !overflow, EpochNumber.range.contains(moment) else { return .outOfRange }
            field(output) { $0.append(moment - ValueWriter.epochMicroseconds) }
        case .receiveCount:
            guard let count = delivery?.receiveCount else { return writeNull(output) }
            var code: ColumnError.Code?
            field(output) { code = ValueWriter(type: column.type).write(integer: Int64(count), to: $0) }
            return code
        default: return writeNull(output)
        }
        return nil
    }

    private static func writeNull(_ output: ByteWriter) -> ColumnError.Code? {
        output.append(ColumnEncoder.null)
        return nil
    }

    @inline(__always)
    private static func write(_ id: MessageID, _ type: ColumnType, to output: ByteWriter) {
        field(output) { output in
            if type == .uuid {
                output.append(id.high)
                output.append(id.low)
            } else {
                output.append(Array(id.description.utf8))
            }
        }
    }

    @inline(__always)
    private static func field(_ output: ByteWriter, _ body: (ByteWriter) -> Void) {
        let start = output.count
        output.append(0 as Int32)
        body(output)
        output.setLength(output.count - start - 4, at: start)
    }
}
