#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that is run to its end, in a session of its own so that the terminal's Ctrl-C does not reach it.
enum ChildProcess {
    /// What the program left.
    struct Outcome {
        /// The exit code; 128 and the signal's number where a signal ended it.
        var status: Int32
        /// Standard output and standard error.
        var output: String
    }

    /// Runs a program with these arguments in the directory `/`, without any `PG…` variable of the environment.
    ///
    /// - Throws: ``LoaderError`` `database.binaries` where it cannot be started.
    static func run(_ program: String, _ arguments: [String]) throws(LoaderError) -> Outcome {
        // A file, not a pipe: nobody has to read it meanwhile.
        var template = Array("/tmp/audit-output-XXXXXX".utf8CString)
        let output = mkstemp(&template)
        guard output >= 0 else { throw failed(program, errno) }
        defer { close(output) }
        unlink(template)
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        let process = try spawn(program, arguments, output: output)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            // Where the parent ignores SIGCHLD nobody can say how the program ended.
            guard errno == EINTR else { throw failed(program, errno) }
        }
        let signal = status & 0x7F
        return Outcome(status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: contents(of: output))
    }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32
    ) throws(LoaderError) -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // A server outlives us: whoever waits for the end of a pipe of ours must not wait for the server.
        for descriptor in FileSystem.names(in: "/dev/fd").compactMap({ Int32($0) }) where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        prepare(&attributes)
        // The shell changes the directory: the server's user may not be allowed in this one.
        let shell = ["/bin/sh", "-c", #"cd / && exec "$0" "$@""#, program]
        let argv = (shell + arguments).map { strdup($0) } + [nil]
        let environment = self.environment().map { strdup($0) } + [nil]
        defer { (argv + environment).forEach { free($0) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, shell[0], &actions, &attributes, argv, environment)
        guard status == 0 else { throw failed(program, status) }
        return process
    }

    /// A session of its own, and every signal as a new program expects it.
    private static func prepare(
        _ attributes: inout posix_spawnattr_t
    ) {
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | setSession
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    #if canImport(Glibc)
        /// `POSIX_SPAWN_SETSID`, which glibc shows to GNU sources only.
        private static let setSession: Int32 = 0x80
    #else
        private static let setSession = Int32(POSIX_SPAWN_SETSID)
    #endif

    private static func environment() -> [String] {
        let names = ["PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"]
        let kept = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        return kept + ["LC_ALL=C"]
    }

    private static func contents(of descriptor: Int32) -> String {
        lseek(descriptor, 0, SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private static func failed(_ program: String, _ code: Int32) -> LoaderError {
        LoaderError(
            "database.binaries", .incomplete, "\(program) cannot be started: \(String(cString: strerror(code))).")
    }
}
