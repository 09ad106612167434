/// Which entries of the quarantine are meant.
public struct QuarantineFilter: Hashable, Sendable {
    /// The contract's name; nil: all.
    public var contract: String?
    /// `open`, `redriven` or `discarded`; nil: all.
    public var status: String?
    /// The run that quarantined them; nil: all.
    public var run: MessageID?
    /// At most so many.
    public var limit: Int

    /// A filter of these parts.
    public init(contract: String? = nil, status: String? = nil, run: MessageID? = nil, limit: Int = 50) {
        self.contract = contract
        self.status = status
        self.run = run
        self.limit = limit
    }

    static let condition = """
        ($1::text IS NULL OR contract = $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR run_id = $3)
        """

    var parameters: [PostgresValue?] {
        [
            contract.map { PostgresValue($0) }, status.map { PostgresValue($0) }, run.map { PostgresValue($0) },
            PostgresValue(limit),
        ]
    }
}
