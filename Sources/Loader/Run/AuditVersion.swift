/// The product's version.
public enum AuditVersion {
    /// The version by semantic versioning.
    public static let current = "0.1.0"
}
