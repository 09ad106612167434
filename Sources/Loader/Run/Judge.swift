import Validator

/// Judges one message after the other: parse, validate, encode; what fails goes to quarantine with every reason.
///
/// One for each thread, made on another and handed over: it owns the parser's tape, the evaluator's state and the encoder's buffers.
final class Judge: @unchecked Sendable {
    private let context: JudgeContext
    private let parser: JSONParser
    private let evaluator: SchemaEvaluator
    private let encoder: RowEncoder?
    let entries: QuarantineEntries?
    private let slots: FieldSlots
    private let timer: StageTimer
    /// Every so manieth message is timed for `--profile`.
    private static let timingInterval = 16
    private let intent: IntentSlot?
    /// What the rows of the last block took: the next one's will be much the same.
    private var rowBytes = 0

    /// - Parameter number: counts the judges of a run from 0.
    init(_ context: JudgeContext, number: Int = 0) throws {
        self.context = context
        let request = context.request
        parser = JSONParser(allowsDuplicateNames: request.allowsDuplicateNames)
        evaluator = SchemaEvaluator(context.program, maximumErrors: request.maxErrorsPerMessage)
        slots = FieldSlots(context.fields)
        timer = StageTimer(interval: request.profiles ? Self.timingInterval : 0)
        let keyring = context.keyring
        encoder = try request.contract.load.map { plan in
            try RowEncoder(plan, fields: context.fields, keyring: keyring, run: context.identity)
        }
        intent = context.intents?.slot(number)
        entries = context.quarantines ? try QuarantineEntries(context) : nil
    }

    /// What the stages took; nothing unless the run asks for it.
    var stages: StageProfile { timer.profile }

    /// Judges the first `count` messages of a block.
    func judge(_ block: MessageBlock, count: Int) -> Judgement {
        var judgement = Judgement(
            judged: JudgedBlock(block: block, rows: EncodedRows(), quarantined: QuarantineRows()),
            tally: Tally(checks: context.catalog.entries.count))
        judgement.tally.read = count
        judgement.judged.rows.reserve(rows: count, bytes: rowBytes)
        defer { rowBytes = judgement.judged.rows.bytes.count }
        for index in 0..<count { judge(index, of: block, into: &judgement) }
        judgement.tally.fields = slots.takeCounts()
        intent?.clear()
        return judgement
    }

    private func judge(_ index: Int, of block: MessageBlock, into judgement: inout Judgement) {
        timer.begin(index)
        let slice = block.messages[index]
        let bytes = block.bytes(of: slice)
        let id = identifier(of: index, slice, in: block)
        timer.lap(.identify)
        if context.intents?.hasCrashed(id) == true {
            return refuseCrashed(index, id, slice, of: block, into: &judgement)
        }
        intent?.begin(id)
        let errors: [MessageError]
        var node: JSONNode?
        if let problem = slice.problem {
            errors = [self.error(problem, slice)]
        } else {
            do throws(JSONSyntaxError) {
                let message = try parser.parse(bytes)
                timer.lap(.parse)
                node = message
                errors = self.errors(in: message, index, slice, id, block, &judgement)
            } catch {
                errors = [MessageError(error, check: CheckCatalog.wellFormed, within: slice)]
            }
        }
        guard !errors.isEmpty else {
            judgement.tally.valid += 1
            return
        }
        refuse(errors, index, id, node, of: block, into: &judgement)
    }

    /// Keeps a message for the quarantine that must not be looked into.
    private func refuseCrashed(
        _ index: Int, _ id: MessageID, _ slice: MessageSlice, of block: MessageBlock, into judgement: inout Judgement
    ) {
        var error = MessageError(
            checks: [context.catalog.crashed].compactMap(\.self), keyword: "message.crashed", pointer: "", line: 1,
            column: 1, offset: 0, endOffset: slice.length,
            message: "The program ended twice while it judged this message, which was not parsed again. "
                + "Report it, and load it again after an upgrade.", within: slice)
        error.isDelivery = true
        refuse([error], index, id, nil, of: block, mayParse: false, into: &judgement)
    }

    /// Notes a message as invalid, and keeps it for the quarantine where there is one.
    private func refuse(
        _ errors: [MessageError], _ index: Int, _ id: MessageID, _ node: JSONNode?, of block: MessageBlock,
        mayParse: Bool = true, into judgement: inout Judgement
    ) {
        judgement.tally.invalid += 1
        let isQueue = !block.deliveries.isEmpty
        judgement.tally.count(
            errors, input: context.locationName(ofInput: block.input),
            messageID: isQueue ? id : nil)
        guard let entries else { return }
        do throws(LoaderError) {
            let entry = try entries.entry(
                for: index, id: id, of: block, node: node, errors: errors, mayParse: mayParse)
            entries.encoder.append(entry, message: index, to: &judgement.judged.quarantined)
        } catch {
            judgement.failure = judgement.failure ?? error
        }
        timer.lap(.quarantine)
    }

    private func identifier(of index: Int, _ slice: MessageSlice, in block: MessageBlock) -> MessageID {
        if index < block.deliveries.count { return block.deliveries[index].messageID }
        guard block.input < context.fileIdentities.count else { return MessageID(high: 0, low: 0) }
        return context.fileIdentities[block.input].id(of: slice, in: block)
    }

    // MARK: One message

    /// Every reason against a message that is JSON; its row is appended where there is none.
    private func errors(
        in message: JSONNode, _ index: Int, _ slice: MessageSlice, _ id: MessageID, _ block: MessageBlock,
        _ judgement: inout Judgement
    ) -> [MessageError] {
        slots.fill(message)
        let isValid = evaluator.isValid(message)
        timer.lap(.validate)
        guard isValid else { return schemaErrors(in: message, slice, &judgement) }
        guard let encoder else { return [] }
        let delivery = index < block.deliveries.count ? block.deliveries[index] : nil
        let refused = encoder.encode(
            message, slots: slots, id: id, delivery: delivery, message: index, into: &judgement.judged.rows)
        timer.lap(.encode)
        return refused.isEmpty ? [] : refused.map { columnError($0, message, slice) }
    }

    private func schemaErrors(
        in message: JSONNode, _ slice: MessageSlice, _ judgement: inout Judgement
    ) -> [MessageError] {
        defer { timer.lap(.explain) }
        let found = evaluator.errors(in: message)
        guard !found.isEmpty else { return [undecided(slice)] }
        var errors = found.map { error in
            var described = MessageError(error, firstCheck: CheckCatalog.firstOfSchema, within: slice)
            described.fields = fields(of: error, in: message)
            return described
        }
        if evaluator.isTruncated || evaluator.hasGivenUp {
            judgement.tally.errorsTruncated += 1
            errors[0].doubt = .everywhere
        }
        return errors
    }

    /// The fields whose value an error of the schema refuses: where the value lies, not where its schema stands, which
    /// several fields may share.
    private func fields(of error: ValidationError, in message: JSONNode) -> [String] {
        var found = slots.fields(around: message.node(at: error.tapeIndex))
        if !error.missingNames.isEmpty {
            let place = JSONPointer(error.instancePointer)?.tokens ?? []
            found += error.missingNames.map { JSONPointer(tokens: place + [$0]) }
                .filter { context.fields.index(of: $0) != nil }
        }
        return found.map(\.description)
    }

    /// The passes never disagree; if they did, the message would not be let through in silence.
    private func undecided(_ slice: MessageSlice) -> MessageError {
        var error = MessageError(
            checks: [CheckCatalog.wellFormed], keyword: "undecided", pointer: "", line: 1, column: 1, offset: 0,
            endOffset: slice.length, message: "The message could not be judged.", within: slice)
        error.isUndecided = true
        error.doubt = .everywhere
        return error
    }

    private func columnError(_ error: ColumnError, _ message: JSONNode, _ slice: MessageSlice) -> MessageError {
        let column = context.request.contract.load?.columns.firstIndex { $0.name == error.column } ?? 0
        let value = error.pointer.flatMap { message[$0] } ?? message
        let start = value.start - message.start
        let position = TextPosition(of: start, in: message.source)
        var described = MessageError(
            checks: [context.catalog.firstOfColumns + column], keyword: error.code.rawValue,
            pointer: error.pointer?.description ?? "", line: position.line, column: position.column, offset: start,
            endOffset: value.end - message.start, message: "\(error).", within: slice)
        described.fields = slots.fields(around: value).map(\.description)
        described.expected = error.expected
        described.kind = error.kind
        described.length = error.length
        return described
    }

    private func error(_ problem: MessageSlice.Problem, _ slice: MessageSlice) -> MessageError {
        let (check, code, sentence) =
            switch problem {
            case .tooLarge(let length):
                (CheckCatalog.size, "message.tooLarge", "The message has \(length) bytes, more than is taken.")
            case .truncated:
                (CheckCatalog.wellFormed, "message.truncated", "The input ends inside the message.")
            }
        return MessageError(
            checks: [check], keyword: code, pointer: "", line: 1, column: 1, offset: 0, endOffset: slice.length,
            message: sentence, within: slice)
    }
}
