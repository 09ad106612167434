import ArgumentParser
import Reporting

/// How JUnit XML is written.
struct JUnitFlags: ParsableArguments {
    @Option(help: ArgumentHelp("How JUnit XML is written: strict, gitlab, github or azure.", valueName: "profile"))
    var junitProfile: String?

    @Option(
        help: ArgumentHelp(
            "What a warning is in JUnit XML: hidden, skipped or failure (default: failure with --fail-on warn, else hidden).",
            valueName: "what"))
    var junitWarnings: String?

    /// The renderer that the settings ask for; what fails the run is no green case.
    func renderer(_ settings: Settings, _ failOn: FailOn) throws -> JUnitRenderer {
        let profile = try settings.value(
            "junit-profile", flag: junitProfile, expected: "strict, gitlab, github or azure",
            parse: JUnitProfile.init(rawValue:))
        let warnings = try settings.value(
            "junit-warnings", flag: junitWarnings, expected: "hidden, skipped or failure",
            parse: JUnitWarnings.init(rawValue:))
        return JUnitRenderer(profile: profile ?? .strict, warnings: warnings ?? (failOn == .warn ? .failure : .hidden))
    }
}
