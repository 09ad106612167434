/// The settings of an embedded cluster, written anew at each start.
enum ClusterConfiguration {
    /// Durable, for loads, and with a log that can hold no value of a row: errors are not logged, because their
    /// messages quote values; neither are statements, parameters, details and contexts.
    static func settings(socketDirectory: String, major: Int) -> String {
        var lines = [
            "listen_addresses = ''",
            "port = 5432",
            "unix_socket_directories = '\(quoted(socketDirectory))'",
            "unix_socket_permissions = 0700",
            "max_connections = 50",
            "fsync = on",
            "full_page_writes = on",
            "shared_buffers = '256MB'",
            "synchronous_commit = on",
            "wal_level = minimal",
            "max_wal_senders = 0",
            "max_wal_size = '1GB'",
            "min_wal_size = '256MB'",
            "checkpoint_timeout = '15min'",
            "checkpoint_completion_target = 0.9",
            "wal_buffers = '16MB'",
            "jit = off",
            // The role has the name of the schema of the program's own tables, which "$user" would put first.
            "search_path = 'public'",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "lc_messages = 'C'",
            "log_destination = 'stderr'",
            "logging_collector = off",
            "log_min_messages = log",
            "log_error_verbosity = terse",
            "log_min_error_statement = panic",
            "log_statement = 'none'",
            "log_min_duration_statement = -1",
        ]
        if major >= 13 { lines += ["log_parameter_max_length = 0", "log_parameter_max_length_on_error = 0"] }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Everyone who can enter the socket's directory, which is the server's user and root.
    static let access = "local all all trust\n"

    /// A connection string of libpq for the cluster.
    static func connectionString(socketDirectory: String, database: String = "audit") -> String {
        let host = socketDirectory.escaping(["'", "\\"], with: "\\")
        return "host='\(host)' port=5432 user=audit dbname=\(database)"
    }

    /// One name of a list of directories, inside of a quoted setting: each level has its own escapes.
    private static func quoted(_ directory: String) -> String {
        SQLIdentifier.quoted(directory).escaping(["'"], with: "'").escaping(["\\"], with: "\\")
    }
}
