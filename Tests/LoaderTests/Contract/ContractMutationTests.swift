import Testing

@testable import Loader

/// The shipped contracts with random damage: each is read, or every mistake has a place in the file.
@Suite("Damaged contracts")
struct ContractMutationTests {
    /// What YAML and the contract are sensitive to.
    private static let tokens = [
        "\0", "\t", "\"", "'", "{", "}", "[", "]", ": ", "- ", "|", ">", "&a ", "*a ", "!!int ", "<<: *a", "\n---\n",
        "\n...\n", "%YAML 9.9\n", "1e999", "0x7fffffffffffffffffff", ".inf", ".nan", "~", "#", "?", "@", "`",
        "$ref: \"#\"", "\"\\ud800\"", "pattern: \"^(a+)+$\"", "varchar(99999999999999999999)", "numeric(0,-1)", "-5%",
        "99999999999999999999", "\u{2028}", "\u{feff}", "null", "\n  \n", "é", String(repeating: "9", count: 400),
    ]

    private static func damaged(_ text: String, using random: inout SeededRandom) -> String {
        var characters = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let start = Int.random(in: 0...characters.count, using: &random)
            let end = min(characters.count, start + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                let token = tokens.randomElement(using: &random) ?? ""
                characters.insert(contentsOf: token.unicodeScalars, at: start)
            case 2: characters.removeSubrange(start..<end)
            default:
                let piece = characters[start..<end]
                characters.insert(contentsOf: piece, at: Int.random(in: 0...characters.count, using: &random))
            }
        }
        var damaged = String.UnicodeScalarView()
        damaged.append(contentsOf: characters)
        return String(damaged)
    }

    @Test(
        "are read, or refused with places that the file has",
        arguments: ["schemas/user_logins.yaml", "schemas/user_logins_reference.yaml"], 0..<4)
    func refused(file: String, seed: Int) throws {
        let text = try Repository.text(file)
        let folder = try ContractFolder()
        var random = SeededRandom(seed)
        var refused = 0
        for _ in 0..<150 {
            let damaged = Self.damaged(text, using: &random)
            let path = try folder.write(damaged, to: "c.yaml")
            do {
                _ = try Contract.read(path: path)
            } catch {
                refused += 1
                check(error, lines: damaged.unicodeScalars.count { $0 == "\n" || $0 == "\r" || $0 == "\u{2028}" } + 1)
            }
        }
        #expect(refused > 75)
    }

    private func check(_ problems: ContractProblems, lines: Int) {
        #expect(!problems.problems.isEmpty)
        for problem in problems.problems {
            #expect(problem.position.line >= 1 && problem.position.line <= lines + 1, "\(problem)")
            #expect(problem.position.column >= 1, "\(problem)")
            #expect(!problem.message.isEmpty && !problem.message.contains("\0"))
        }
    }

    @Test("the same damage gives the same mistakes, in the order of the file")
    func deterministic() throws {
        let text = try Repository.text("schemas/user_logins.yaml")
        let folder = try ContractFolder()
        var random = SeededRandom(77)
        for _ in 0..<100 {
            let damaged = Self.damaged(text, using: &random)
            #expect(try folder.mistakes(in: damaged) == folder.mistakes(in: damaged))
        }
    }
}
