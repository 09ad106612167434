import Testing

@testable import Loader

@Suite("A database's address")
struct ConnectionStringTests {
    @Test(
        "is shown without its password, however the password is written",
        arguments: [
            ("postgresql://ann:s3cret@db:5433/sales", "postgresql://ann@db:5433/sales"),
            ("postgres://ann:s3cret@db/sales", "postgresql://ann@db:5432/sales"),
            ("postgresql://ann:s%33cret@db/sales", "postgresql://ann@db:5432/sales"),
            ("postgresql://ann:%73%33%63ret%40%2F@db/sales", "postgresql://ann@db:5432/sales"),
            ("postgresql://ann@db/sales?password=s3cret", "postgresql://ann@db:5432/sales"),
            ("postgresql://db/sales?user=ann&password=s3cret", "postgresql://ann@db:5432/sales"),
            ("postgresql:///sales?host=/run/pg&user=ann&password=s3cret", "postgresql://ann@/sales?host=/run/pg"),
            ("postgresql://ann:s3cret@%2Frun%2Fpg/sales", "postgresql://ann@/sales?host=/run/pg"),
            ("postgresql://ann:s3cret@[::1]:5433/sales", "postgresql://ann@::1:5433/sales"),
            ("postgresql://ann:s3cret@one:1,two:2/sales", "postgresql://ann@one,two:1,2/sales"),
            ("host=db user=ann password=s3cret dbname=sales", "postgresql://ann@db:5432/sales"),
            ("host=db user=ann password='s3cret with \\' quote' dbname=sales", "postgresql://ann@db:5432/sales"),
            ("password = s3cret host = db user = ann dbname = sales", "postgresql://ann@db:5432/sales"),
            ("hostaddr=10.0.0.1 port=6000 user=ann password=s3cret", "postgresql://ann@10.0.0.1:6000/ann"),
            ("postgresql://ann@db/sales?passfile=/home/s3cret/.pgpass", "postgresql://ann@db:5432/sales"),
            ("host=db user=ann dbname=sales sslpassword=s3cret sslkey=/k/s3cret.key", "postgresql://ann@db:5432/sales"),
            ("host=db user=ann dbname=sales options='-c s3cret.x=y'", "postgresql://ann@db:5432/sales"),
            ("dbname=sales password=s3cret", "postgresql:///sales"),
        ])
    func displayName(string: String, name: String) throws {
        let shown = ConnectionString.displayName(of: try ConnectionString(string).options)
        #expect(shown == name)
        #expect(!shown.contains("cret"))
    }

    @Test(
        "that cannot be read is refused without being repeated",
        arguments: [
            "", "s3cret", "postgresql://ann:s3cret@db:port/sales?x", "host=db password='s3cret",
            "host=db pasword=s3cret",
            "postgresql://ann:s3cret@db/sales?pasword=s3cret", "postgresql://ann:s3cret%@db/sales",
            "postgresql://ann:s3cret%zz@db/sales", "postgresql://ann:s3cret@[::1/sales", "host=db\0password=s3cret",
            "postgresql://ann:s3/cret@db/sales", "postgresql://ann:12/s3cret@db/sales", "postgres://ann:s3cret/@db",
            "postgresql://ann:s3/cret@db", "host=db port=s3cret",
            "postgresql://ann:s3@cret@db/sales", "mysql://ann:s3cret@db/sales", "postgresql://ann:s3cret%00@db/sales",
        ])
    func unreadable(string: String) {
        guard !string.isEmpty else { return }
        let error = #expect(throws: LoaderError.self) { try ConnectionString(string) }
        #expect(error?.code == "database.address" && error?.kind == .configuration)
        let text = error.map { "\($0) \($0.message) \($0.remedy) \(String(reflecting: $0))" } ?? ""
        #expect(!text.contains("cret") && !text.contains("ann:"))
    }

    @Test("keeps what it says against a default, and not against a setting")
    func settings() throws {
        var address = try ConnectionString("host=db connect_timeout=3")
        address.setDefault("connect_timeout", "10")
        address.setDefault("application_name", "audit")
        address.setDefault("dbname", "d", environment: "PATH")
        address.set("client_encoding", "UTF8")
        address.set("host", "other")
        #expect(
            address.options == [
                "host": "other", "connect_timeout": "3", "application_name": "audit", "client_encoding": "UTF8",
            ])
    }

    @Test(
        "tells several servers from one",
        arguments: [
            ("host=a,b", true), ("postgresql://a:1,b:2/d", true), ("hostaddr=1.2.3.4,1.2.3.5", true), ("host=a", false),
            ("dbname='a,b'", false), ("host=a hostaddr=1.2.3.4", false),
        ])
    func hosts(string: String, several: Bool) throws {
        #expect(try ConnectionString(string).namesSeveralHosts == several)
    }

    @Test(
        "in an embedded cluster's form reads back as it was meant",
        arguments: ["/tmp/x", "/tmp/it's here", "/tmp/back\\slash", "/tmp/two  spaces", "/tmp/ü", "/tmp/it'\u{301}s"])
    func embedded(directory: String) throws {
        let string = ClusterConfiguration.connectionString(socketDirectory: directory, database: "d")
        let options = try ConnectionString(string).options
        #expect(options == ["host": directory, "port": "5432", "user": "audit", "dbname": "d"])
    }

    @Test(
        "of a server that refuses holds no password in its error",
        arguments: [
            "postgresql://ann:s3cret@127.0.0.1:1/sales", "host=127.0.0.1 port=1 user=ann password=s3cret dbname=sales",
            "postgresql://ann:%733cret@127.0.0.1:1,127.0.0.1:2/sales", "host=/nowhere/at/all user=ann password=s3cret",
            "postgresql://ann@127.0.0.1:1/sales?password=s3cret",
        ])
    func refused(string: String) throws {
        let error = #expect(throws: LoaderError.self) { try PostgresConnection(string) }
        #expect(error?.code == "database.unreachable" && error?.kind == .incomplete)
        #expect(error.map { !"\($0) \(String(reflecting: $0))".contains("cret") } == true)
        #expect(error?.message.contains("postgresql://ann@") == true)
    }

    @Test(
        "quotes names as SQL does",
        arguments: [
            ("a", "\"a\""), ("A b", "\"A b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("", "\"\""),
            ("a;--", "\"a;--\""), ("ü.ö", "\"ü.ö\""),
            // A quote is a quote below an accent too, where Swift sees one character.
            ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
        ])
    func identifiers(name: String, quoted: String) {
        #expect(SQLIdentifier.quoted(name) == quoted)
        #expect(TableName(schema: name, table: "t").quoted == "\(quoted).\"t\"")
        #expect(TableName(table: name).quoted == quoted)
    }
}
