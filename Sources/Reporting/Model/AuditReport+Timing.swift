import Validator

extension AuditReport {
    /// How long a run took.
    public struct Timing: Hashable, Sendable {
        /// From start to end by the clock.
        public var elapsedSeconds: Double
        /// The stages in their order.
        public var stages: [Stage]

        /// A timing of these parts.
        public init(elapsedSeconds: Double, stages: [Stage] = []) {
            self.elapsedSeconds = elapsedSeconds
            self.stages = stages
        }
    }
}

extension AuditReport.Timing {
    var json: JSONValue {
        [
            "elapsed_seconds": .decimal(elapsedSeconds),
            "stages": .array(stages.map(\.json)),
        ]
    }

    init(_ value: JSONValue, at pointer: JSONPointer) throws(ReportFormatError) {
        let reader = try ReportReader(value, at: pointer, names: ["elapsed_seconds", "stages"])
        elapsedSeconds = try reader.double("elapsed_seconds")
        stages = try reader.list("stages", AuditReport.Stage.init(_:at:))
    }
}
