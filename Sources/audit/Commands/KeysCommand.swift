import ArgumentParser
import Loader

/// `audit keys`: the key ring that masking needs.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, list or rotate the keys that hide personal data.",
        discussion: "A key ring is a file of mode 0600; no command ever prints a secret.",
        subcommands: [Create.self, List.self, Rotate.self])

    struct KeyringFlag: ParsableArguments {
        @Option(help: ArgumentHelp("The key ring (default: .audit/keyring.json).", valueName: "file"))
        var keyring: String?

        func path() throws -> String {
            try Settings().text("keyring", flag: keyring)?.value ?? Keyring.defaultPath
        }
    }

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a key ring where there is none.")
        @OptionGroup var flag: KeyringFlag

        func run() throws {
            let path = try flag.path()
            let ring = try Keyring.create(at: path)
            Console.output("Made \(path) with key \(ring.activeID).")
            Console.output("Keep a copy where the data is not: without it no token can be made again.")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The keys' ids; the active one is marked.")
        @OptionGroup var flag: KeyringFlag

        func run() throws {
            for key in try Keyring.load(at: flag.path()).list {
                Console.output("\(key.isActive ? "*" : " ") \(key.id)  \(key.created)")
            }
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a key and use it from now on.")
        @OptionGroup var flag: KeyringFlag

        func run() throws {
            let ring = try Keyring.load(at: flag.path()).rotate()
            Console.output("Key \(ring.activeID) is active now; tokens of older keys keep their key's id.")
        }
    }
}
