import Loader
import Reporting
import Validator

/// Finds a report again: in the database by its run's id, or in a file.
enum StoredReport {
    /// The report of a run.
    ///
    /// - Throws: ``LoaderError`` of kind `usage` where there is no such run, or it has no report yet.
    static func find(_ id: String, _ connection: PostgresConnection) throws -> AuditReport {
        guard let run = MessageID(id), try RunStore(connection).show(run) != nil else {
            throw LoaderError("run.missing", .usage, "There is no run of this id.", remedy: "Look at: audit runs list")
        }
        guard let text = try RunStore(connection).report(run) else {
            throw LoaderError("run.unfinished", .usage, "The run has no report: it still runs, or was killed.")
        }
        return try report(text, place: "run \(run)", remedy: "Take it from the run's reports directory.")
    }

    /// The report in a file such as `reports/user_logins/latest/audit.json`.
    static func read(_ path: String) throws -> AuditReport {
        let bytes: [UInt8]
        do { bytes = try FileContent.read(path, limit: 256 << 20) } catch {
            throw LoaderError(
                "report.unreadable", .incomplete, "The report \(path) \(error.message).",
                remedy: "Name an audit.json, such as reports/CONTRACT/latest/audit.json, or a run's id.")
        }
        return try report(
            String(decoding: bytes, as: UTF8.self), place: path,
            remedy: "Take it from the database (audit report RUN) or from your backup.")
    }

    private static func report(_ text: String, place: String, remedy: String) throws -> AuditReport {
        let found: (json: JSONValue, report: AuditReport)
        do {
            let json = try JSONValue.parse(text)
            found = (json, try AuditReport(json: json))
        } catch {
            throw LoaderError(
                "report.invalid", .incomplete, "The report of \(place) is not one of this program: \(error)")
        }
        guard AuditReport.isIntact(found.json, hash: { SHA256Digest.hexadecimal(of: $0) }) else {
            throw LoaderError(
                "report.changed", .incomplete,
                "The report of \(place) is not what the run wrote: its digest does not match.",
                remedy: remedy)
        }
        return found.report
    }
}
