import ArgumentParser
import Foundation
import Loader

/// The flags of `load --follow`.
struct FollowFlags: ParsableArguments {
    @Flag(help: "Go on until stopped: a service that writes a report every --every or --max-messages.")
    var follow = false

    @Option(
        help: ArgumentHelp("Write a report so long after a window's first message (default: 5m).", valueName: "time"))
    var every: String?

    @Option(
        help: ArgumentHelp("End so long after SIGTERM; what is not done goes back (default: 25s).", valueName: "time"))
    var grace: String?

    @Option(help: ArgumentHelp("Answer /livez and /readyz there.", valueName: "host:port"))
    var healthListen: String?

    @Option(help: ArgumentHelp("Serve metrics at /metrics there; may be the same.", valueName: "host:port"))
    var metricsListen: String?

    /// Whether a service is asked for.
    ///
    /// - Throws: ``LoaderError`` of kind `usage` where flags of the one kind of load are given to the other.
    func isOn(_ settings: Settings, _ command: LoadCommand) throws -> Bool {
        let isOn = try settings.isOn("follow", flag: follow)
        let own = [
            ("every", every), ("grace", grace), ("health-listen", healthListen), ("metrics-listen", metricsListen),
        ]
        let foreign = [
            ("idle", command.idle), ("max-time", command.flags.maxTime), ("fail-on", command.flags.failOn),
        ]
        if let (name, _) = (isOn ? foreign : own).first(where: { $0.1 != nil }) {
            throw LoaderError(
                "follow.usage", .usage,
                isOn ? "--\(name) is about the end of a load, and --follow goes on." : "--\(name) is for --follow.",
                remedy: isOn ? "Leave one of them away." : "Add --follow, or leave it away.")
        }
        return isOn
    }

    /// How the service works.
    func options(_ settings: Settings, maxMessages: Int?) throws -> FollowOptions {
        var options = FollowOptions()
        options.every = try settings.seconds("every", flag: every, atLeast: 1) ?? options.every
        options.grace = try settings.seconds("grace", flag: grace, atLeast: 1) ?? options.grace
        options.maxMessages = maxMessages
        options.note = { Console.complain($0) }
        options.endNow = { signal in
            Console.complain("The grace is over: the run that was open has no report, and nothing is lost.")
            _exit(128 + signal)
        }
        return options
    }

    /// Where is listened, and for which paths.
    func listeners(_ settings: Settings) throws -> [ListenAddress: Set<String>] {
        let health = try address("health-listen", healthListen, settings)
        let metrics = try address("metrics-listen", metricsListen, settings)
        var listeners: [ListenAddress: Set<String>] = [:]
        if let health { listeners[health, default: []].formUnion(ServiceEndpoints.healthPaths) }
        if let metrics { listeners[metrics, default: []].insert(ServiceEndpoints.metricsPath) }
        return listeners
    }

    private func address(_ name: String, _ flag: String?, _ settings: Settings) throws -> ListenAddress? {
        try settings.value(name, flag: flag, expected: "HOST:PORT, such as 0.0.0.0:9090", parse: ListenAddress.init)
    }
}
