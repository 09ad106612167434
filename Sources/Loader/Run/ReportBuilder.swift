import Reporting
import Validator

/// Makes the audit of a run's facts.
struct ReportBuilder {
    private let facts: RunFacts
    private let tally: Tally
    private let isLoad: Bool

    init(_ facts: RunFacts) {
        self.facts = facts
        tally = facts.tally
        isLoad = facts.request.command == .load
    }

    func report() -> AuditReport {
        let fields = self.fields
        let evaluator = self.evaluator(fields)
        let asked = RunChecks.all(of: facts.request)
        let runChecks = asked.map(evaluator.evaluate)
        let checks = messageChecks(runChecks) + runChecks + deliveryChecks
        let contract = facts.request.contract
        return AuditReport(
            tool: AuditReport.Tool(version: AuditVersion.current),
            run: AuditReport.Run(
                id: facts.identity.id.description, command: facts.request.command.rawValue, contract: contract.name,
                contractVersion: contract.version, contractFingerprint: contract.fingerprint, source: facts.source,
                database: facts.database, startedAt: facts.identity.startedAt,
                endedAt: Timestamp(milliseconds: facts.identity.startedAt.milliseconds + Int64(facts.seconds * 1_000)),
                status: status(checks)),
            counts: counts, reconciled: facts.load == nil ? nil : isReconciled, checks: checks, fields: fields,
            timing: AuditReport.Timing(elapsedSeconds: facts.seconds, stages: stages),
            input: facts.inputs.map { AuditReport.Input(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) },
            problems: facts.problems + undecided + asked.filter(evaluator.isAboutNothing).map(Self.aboutNothing),
            errorsTruncated: tally.errorsTruncated)
    }

    private func status(_ checks: [AuditReport.Check]) -> AuditReport.RunStatus {
        if facts.isInterrupted { return .interrupted }
        let unproven = isLoad && (facts.load == nil || !isReconciled)
        if !facts.problems.isEmpty || unproven || checks.contains(where: { $0.status == .error }) { return .incomplete }
        if checks.contains(where: { $0.status == .failed }) { return .failed }
        return checks.contains { $0.status == .warned } ? .warned : .passed
    }

    private static func aboutNothing(_ check: RunCheck) -> AuditReport.Problem {
        AuditReport.Problem(
            code: "check.field",
            message: "The check \(check.id) is about \(check.field?.description ?? ""), which the schema does not name "
                + "and no message has.",
            remedy: "Correct the field, or declare it in the schema.")
    }

    private var undecided: [AuditReport.Problem] {
        guard tally.undecidedMessages > 0 else { return [] }
        let count = Numerals.counted(tally.undecidedMessages, "message")
        return [
            AuditReport.Problem(
                code: "message.undecided", message: "Checks gave up on \(count), counted as invalid.",
                remedy: "Simplify the pattern or the alternatives (audit schema lint helps), or limit the length.")
        ]
    }

    private var counts: AuditReport.Counts {
        AuditReport.Counts(
            read: tally.read, valid: tally.valid, invalid: tally.invalid,
            loaded: isLoad ? facts.load?.loaded ?? 0 : nil,
            replaced: isLoad ? facts.load?.replaced ?? 0 : nil,
            quarantined: isLoad ? facts.load?.quarantined ?? 0 : nil,
            released: isLoad ? facts.released : nil, acknowledged: facts.acknowledged, errorCount: tally.errorCount)
    }

    // MARK: Reconciliation

    /// Every message in exactly one place, by the run's own counts, by the database's and by the queue's answers.
    private var isReconciled: Bool { isBalanced && holdsWhatItSays && isAcknowledged }

    private var committed: Int { facts.load?.committed ?? 0 }
    private var isBalanced: Bool { tally.read == committed + facts.released }
    private var holdsWhatItSays: Bool { facts.held?.agrees == true }
    private var isAcknowledged: Bool { !facts.isQueue || facts.acknowledged == committed }

    private var deliveryChecks: [AuditReport.Check] {
        // Said only where it happened: whoever reads the report must not take a part for the whole.
        guard facts.isCutOff else { return isLoad ? loadChecks : [] }
        return (isLoad ? loadChecks : []) + [
            AuditReport.Check(
                id: "delivery:whole", name: "the inputs were read to their end", kind: .delivery,
                dimension: .completeness, severity: .warn, status: .warned)
        ]
    }

    private var loadChecks: [AuditReport.Check] {
        var checks = [
            delivery(
                "reconciled", "every message read is loaded, replaced, quarantined or released", measured: tally.read,
                expected: committed + facts.released, holds: isBalanced),
            delivery(
                "rows", "the table holds the rows of the run", measured: facts.held?.rowsCounted,
                expected: facts.held?.rowsHeld, holds: facts.held.map { $0.rowsHeld == $0.rowsCounted }),
            delivery(
                "quarantine", "the quarantine holds the entries of the run", measured: facts.held?.quarantineCounted,
                expected: facts.held?.quarantineHeld,
                holds: facts.held.map { $0.quarantineHeld == $0.quarantineCounted }),
        ]
        if facts.isQueue {
            checks.append(
                delivery(
                    "acknowledged", "the queue confirmed every committed message", measured: facts.acknowledged,
                    expected: committed, holds: facts.acknowledged.map { $0 == committed }))
            checks += [
                counted("intact", "message bodies are what was sent", facts.faults.damaged, otherwise: .warned),
                // A queue delivers at least once: that it did is told, and is nobody's mistake.
                counted(
                    "delivered_once", "messages came once while they were in work", facts.faults.repeated,
                    otherwise: .passed),
            ]
            // Said only where it happened: it costs others work, and their receive counts grow.
            if facts.faults.exposed > 0 {
                checks.append(
                    counted(
                        "hidden", "messages in work stayed hidden from other consumers", facts.faults.exposed,
                        otherwise: .warned))
            }
        }
        return checks
    }

    /// A delivery check that something does not happen: nothing is lost or doubled where it does, but it is said.
    private func counted(
        _ id: String, _ name: String, _ count: Int, otherwise: AuditReport.CheckStatus
    ) -> AuditReport.Check {
        AuditReport.Check(
            id: "delivery:\(id)", name: name, kind: .delivery, dimension: .consistency, severity: .warn,
            status: count == 0 ? .passed : otherwise, measured: Double(count), unit: "rows",
            thresholds: otherwise == .warned ? [AuditReport.Threshold(.mustBe, 0, severity: .warn)] : [],
            failureCount: count)
    }

    /// A delivery check that does not hold is an error, not a failure: nothing is proven about the data then.
    private func delivery(
        _ id: String, _ name: String, measured: Int?, expected: Int?, holds: Bool?
    ) -> AuditReport.Check {
        // Where the database was never reached there is nothing to compare.
        let isJudged = facts.load != nil
        return AuditReport.Check(
            id: "delivery:\(id)", name: name, kind: .delivery, dimension: .consistency,
            status: !isJudged ? .notJudged : holds == true ? .passed : .error,
            measured: isJudged ? measured.map(Double.init) : nil, unit: "rows",
            thresholds: isJudged ? expected.map { [AuditReport.Threshold(.mustBe, Double($0))] } ?? [] : [])
    }

    // MARK: Checks

    /// - Parameter runChecks: say how many messages may break a check of messages.
    private func messageChecks(_ runChecks: [AuditReport.Check]) -> [AuditReport.Check] {
        let limits = runChecks.filter { $0.status == .failed && RunCheckEvaluator.limitsInvalid($0) }
        return facts.catalog.entries.enumerated().compactMap { index, entry in
            let failures = tally.failures[index]
            if index == facts.catalog.crashed, failures == 0 { return nil }
            // A check that nobody broke as far as errors were counted has not been judged where they were not all.
            let isJudged =
                tally.read > 0 && (failures > 0 || tally.errorsTruncated == 0 || !facts.catalog.isOfSchema(index))
            let refused = tally.refusedFields[index] ?? []
            let isTolerated = !limits.contains { $0.field.map(refused.contains) ?? true }
            let status: AuditReport.CheckStatus =
                tally.undecided[index] != nil
                ? .error : !isJudged ? .notJudged : failures == 0 ? .passed : isTolerated ? .warned : .failed
            let places = tally.locations[index] ?? []
            return AuditReport.Check(
                id: entry.id, name: entry.name, kind: .message, field: entry.field, keyword: entry.keyword,
                dimension: entry.dimension, status: status, measured: isJudged ? Double(failures) : nil,
                failureCount: isJudged ? failures : nil, locations: places,
                locationsOmitted: max(0, failures - places.count))
        }
    }

    private func evaluator(_ fields: [AuditReport.FieldProfile]) -> RunCheckEvaluator {
        let contract = facts.request.contract
        let mentions = SchemaMentions(contract)
        return RunCheckEvaluator(
            read: tally.read, judged: tally.judged, invalid: tally.invalid, truncated: tally.errorsTruncated,
            fields: Dictionary(fields.map { ($0.pointer, $0) }, uniquingKeysWith: { first, _ in first }),
            unnamed: Set(contract.checks.compactMap(\.field).filter { !mentions.mayName($0) }.map(\.description)))
    }

    private var fields: [AuditReport.FieldProfile] {
        facts.fields.pointers.enumerated().map { index, pointer in
            let place = pointer.description
            return AuditReport.FieldProfile(
                pointer: place, present: tally.fields.present(index), null: tally.fields.null(index),
                invalid: tally.invalidFields[place] ?? 0, types: tally.fields.types(index))
        }
    }

    private var stages: [AuditReport.Stage] {
        if let profile = facts.stages { return Self.stages(profile) }
        let judged = AuditReport.Stage(
            name: "read and judge", rows: tally.read,
            seconds: max(0, facts.seconds - (facts.load?.writingSeconds ?? 0)))
        guard let load = facts.load else { return [judged] }
        return [
            judged, AuditReport.Stage(name: "write and commit", rows: load.committed, seconds: load.writingSeconds),
        ]
    }

    /// Stages that nothing went through are left out.
    private static func stages(_ profile: StageProfile) -> [AuditReport.Stage] {
        Stage.allCases.filter { profile[$0].nanoseconds > 0 }.map { stage in
            let cost = profile[stage]
            return AuditReport.Stage(
                name: stage.name, rows: cost.messages, seconds: Double(cost.nanoseconds) / 1_000_000_000)
        }
    }
}
