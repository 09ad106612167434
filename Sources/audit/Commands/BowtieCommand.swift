import ArgumentParser
import Foundation
import Loader
import Validator

/// `audit bowtie`: the validator in Bowtie's comparison of validators.
struct BowtieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bowtie", abstract: "Speak Bowtie's protocol (version 1) on standard input and output.",
        discussion: """
            EXAMPLE
              echo '{"cmd": "start", "version": 1}' | audit bowtie
            """)

    func run() throws {
        var harness = BowtieHarness(Self.implementation)
        while let line = readLine() {
            if line.allSatisfy(\.isWhitespace) { continue }
            switch harness.answer(line) {
            case .reply(let answer): Console.output(answer.serialized())
            case .stop: return
            case .refusal(let sentence):
                throw LoaderError(
                    "bowtie.protocol", .usage, sentence, remedy: "Bowtie starts this command itself: docs/commands.md.")
            }
        }
    }

    /// The protocol wants addresses; the project has no public one yet.
    private static let implementation = BowtieImplementation(
        name: "audit", version: AuditVersion.current, homepage: "https://audit.invalid/",
        issues: "https://audit.invalid/issues", source: "https://audit.invalid/source")
}
