import Validator

/// Turns valid messages into tuples of `COPY … (FORMAT binary)`, masked. Not thread-safe: one for each thread.
public final class RowEncoder {
    private let columns: [ColumnEncoder]
    /// What to do for each column, as the loop over the columns reads it.
    private let steps: UnsafeMutableBufferPointer<Step>
    /// The key's columns in the contract's order; empty where there is no key or it is the message's id.
    private let keyColumns: [Int]
    private let output = ByteWriter()
    private let starts: UnsafeMutablePointer<Int>

    /// An encoder for the rows of one run.
    ///
    /// - Throws: `keyring.missing` where a mask needs a key ring and there is none; `contract.invalid` where the table
    ///   lacks a field of the plan, or a default does not fit its column.
    public init(_ plan: LoadPlan, fields table: FieldTable, keyring: Keyring?, run: RunIdentity) throws(LoaderError) {
        var encoders: [ColumnEncoder] = []
        for column in plan.columns { encoders.append(try ColumnEncoder(column, keyring: keyring)) }
        columns = encoders
        let fields = plan.columns.map { $0.source.pointer.flatMap(table.index) ?? -1 }
        for (column, field) in zip(plan.columns, fields) where column.source.pointer != nil && field < 0 {
            throw LoaderError(
                "contract.invalid", .configuration, "The column '\(column.name)' has no field in the table of fields.")
        }
        steps = .allocate(capacity: encoders.count)
        for (index, encoder) in encoders.enumerated() {
            let constant = DeliveryFields.constant(encoder.column, run: run)
            steps.initializeElement(at: index, to: Step(encoder, field: fields[index], constant: constant))
        }
        let isMessageID =
            plan.key.count == 1 && plan.columns.contains { $0.name == plan.key[0] && $0.source == .messageID }
        keyColumns = isMessageID ? [] : plan.key.compactMap { name in plan.columns.firstIndex { $0.name == name } }
        starts = .allocate(capacity: plan.columns.count + 1)
        starts.initialize(repeating: 0, count: plan.columns.count + 1)
    }

    deinit {
        starts.deallocate()
        for step in steps { step.constant.deallocate() }
        steps.deallocate()
    }

    /// Appends the message's row, or returns why it does not fit its columns: every reason, and nothing appended then.
    ///
    /// - Parameters:
    ///   - slots: filled from the same message.
    ///   - message: the message's index in its block.
    public func encode(
        _ node: JSONNode, slots: FieldSlots, id: MessageID, delivery: QueueDelivery?, message: Int,
        into rows: inout EncodedRows
    ) -> [ColumnError] {
        output.truncate(to: 0)
        output.append(Int16(truncatingIfNeeded: steps.count))
        var errors: [ColumnError] = []
        for index in steps.indices {
            starts[index] = output.count
            write(steps[index], node, slots, id, delivery, &errors)
        }
        starts[steps.count] = output.count
        for index in keyColumns where output.length(at: starts[index]) < 0 {
            errors.append(columns[index].error(.nullKey, nil))
        }
        if errors.isEmpty { append(id, message, to: &rows) }
        return errors
    }

    @inline(__always)
    private func write(
        _ step: Step, _ node: JSONNode, _ slots: FieldSlots, _ id: MessageID, _ delivery: QueueDelivery?,
        _ errors: inout [ColumnError]
    ) {
        if step.field >= 0 {
            let value = slots[step.field].map(node.node(at:))
            step.encoder._withUnsafeGuaranteedRef { encoder in
                if let code = encoder.write(value, to: output) { errors.append(encoder.error(code, value)) }
            }
        } else if !step.constant.isEmpty {
            output.append(UnsafeBufferPointer(step.constant))
        } else {
            step.encoder._withUnsafeGuaranteedRef { encoder in
                guard let code = DeliveryFields.write(encoder.column, id, delivery, to: output) else { return }
                errors.append(encoder.error(code, nil))
            }
        }
    }

    private func append(_ id: MessageID, _ message: Int, to rows: inout EncodedRows) {
        let keyStart = rows.keys.count
        for index in keyColumns {
            rows.keys.append(contentsOf: output.bytes[starts[index]..<starts[index + 1]])
        }
        rows.rows.append(
            EncodedRows.Row(
                id: id, message: message, start: rows.bytes.count, length: output.count, keyStart: keyStart,
                keyLength: rows.keys.count - keyStart))
        rows.bytes.append(contentsOf: output.bytes)
    }
}

/// One column without references that a loop would count: ``RowEncoder`` keeps what it points at.
private struct Step: BitwiseCopyable {
    let encoder: Unmanaged<ColumnEncoder>
    /// The column's field in the slots; -1 for a value that does not come from the message.
    let field: Int
    /// The field that all rows of a run share, length included; empty where each message has its own.
    let constant: UnsafeMutableBufferPointer<UInt8>

    init(_ encoder: ColumnEncoder, field: Int, constant: [UInt8]?) {
        self.encoder = .passUnretained(encoder)
        self.field = field
        self.constant = .allocate(capacity: constant?.count ?? 0)
        _ = self.constant.initialize(from: constant ?? [])
    }
}

extension RowEncoder {
    /// Why a column cannot hold a default, or its mask cannot hide it; nil where all is well.
    static func refusal(of value: JSONValue, in column: Column) -> ColumnError? {
        var plain = column
        plain.transforms = []
        if column.mask?.method == .null { plain.mask = nil }
        guard let encoder = try? ColumnEncoder(plain, keyring: .ephemeral()),
            case .failure(let error) = encoder.encodeAlone(value)
        else { return nil }
        return error
    }
}
