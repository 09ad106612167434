/// Which dialect of JUnit XML to write.
public enum JUnitProfile: String, Hashable, Sendable, CaseIterable {
    /// Valid under the schemas of Jenkins JUnit, Jenkins xUnit and Ant (windyroad) at once; `schemas/junit-strict.xsd`.
    case strict
    /// Adds the attribute `file` and each case's own output, which GitLab shows.
    case gitlab
    /// Adds the attributes `file` and `line`, from which GitHub actions make annotations.
    case github
    /// Adds each case's properties, which Azure Pipelines shows.
    case azure

    /// Whether `<skipped>` has a message as an attribute too, which only one schema forbids.
    var hasSkippedMessage: Bool { self != .strict }
}
