#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An installed PostgreSQL server.
public struct PostgresBinaries: Hashable, Sendable {
    /// The directory that holds `initdb` and `postgres`.
    public var directory: String
    /// The major version: 15.
    public var major: Int

    /// The installed servers of version 12 and later, newest first.
    ///
    /// Looked for where `pg_config` on the PATH says, on the PATH itself, and where Debian, Red Hat and Homebrew put
    /// them.
    public static func installed() -> [PostgresBinaries] {
        let directories = (onPath + parents.flatMap { below($0) })
        var seen: Set<String> = []
        return directories.compactMap { FileSystem.resolved($0) }.filter { seen.insert($0).inserted }
            .compactMap { PostgresBinaries(in: $0) }.filter { $0.major >= 12 }.sorted { $0.major > $1.major }
    }

    /// The server that can run `dataDirectory`: of its major version where it has one, else the newest.
    static func suitable(for dataDirectory: String) throws(LoaderError) -> PostgresBinaries {
        let installed = installed()
        guard let newest = installed.first else {
            throw LoaderError(
                "database.binaries", .incomplete, "No PostgreSQL server (12 or later) is installed.",
                remedy: "Install one (apt-get install postgresql, brew install postgresql), or name a database.")
        }
        guard let version = FileContent.text(of: "\(dataDirectory)/PG_VERSION") else { return newest }
        let major = Int(version.prefix { $0.isNumber }) ?? 0
        guard let fitting = installed.first(where: { $0.major == major }) else {
            throw LoaderError(
                "database.version", .configuration,
                "\(dataDirectory) was made by PostgreSQL \(major); installed is \(newest.major).",
                remedy: "Install PostgreSQL \(major), or move the directory away to begin with an empty database.")
        }
        return fitting
    }

    init?(in directory: String) {
        let programs = ["initdb", "postgres"].map { "\(directory)/\($0)" }
        guard programs.allSatisfy(FileSystem.isExecutable),
            let version = try? ChildProcess.run(programs[1], ["--version"]), version.status == 0,
            let number = version.output.split(separator: " ").first(where: { $0.first?.isNumber == true }),
            let major = Int(number.prefix { $0.isNumber })
        else { return nil }
        self.directory = directory
        self.major = major
    }

    /// Directories whose sub-folders (`15/bin`, `postgresql@15/bin`) hold servers.
    private static let parents = [
        "/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt",
    ]

    private static func below(_ parent: String) -> [String] {
        FileSystem.names(in: parent).filter {
            parent == "/usr/lib/postgresql" || $0.hasPrefix("pgsql") || $0.hasPrefix("postgresql")
        }.map { "\(parent)/\($0)/bin" }
    }

    private static var onPath: [String] {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let directories = path.split(separator: ":").map(String.init)
        let configured = directories.map { "\($0)/pg_config" }.first(where: FileSystem.isExecutable)
            .flatMap { try? ChildProcess.run($0, ["--bindir"]) }
            .map { String($0.output.prefix { $0 != "\n" }) }
        return [configured].compactMap(\.self) + directories
    }
}
