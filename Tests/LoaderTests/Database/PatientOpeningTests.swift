import Testing

@testable import Loader

/// The first connection of a load.
@Suite struct PatientOpeningTests {
    private static let away = LoaderError("database.unreachable", .incomplete, "away")

    /// Opens with a connection that fails so often; what was told, and how often it was tried.
    private func open(
        failing times: Int, with error: LoaderError, seconds: Double, stops: @escaping () -> Bool = { false }
    ) throws -> (tries: Int, told: [LoaderError], failure: LoaderError?) {
        var (tries, told) = (0, [LoaderError]())
        let address = try TestCluster.database()
        let opening = PatientOpening(seconds: seconds, stops: stops) { told.append($0) }
        do {
            let connection = try opening {
                tries += 1
                if tries <= times { throw error }
                return try PostgresConnection(address)
            }
            #expect(connection.isConnected)
            return (tries, told, nil)
        } catch let error as LoaderError {
            return (tries, told, error)
        }
    }

    @Test("is tried again while the server is away, and the reason is told once")
    func comesBack() throws {
        let found = try open(failing: 4, with: Self.away, seconds: 30)
        #expect(found.tries == 5 && found.told == [Self.away] && found.failure == nil)
    }

    @Test("tells nothing where the server is there at once")
    func there() throws {
        let found = try open(failing: 0, with: Self.away, seconds: 30)
        #expect(found.tries == 1 && found.told.isEmpty && found.failure == nil)
    }

    @Test("fails with the reason when the time is over")
    func stays() throws {
        let found = try open(failing: .max, with: Self.away, seconds: 0.3)
        #expect(found.tries > 1 && found.told.count == 1 && found.failure == Self.away)
    }

    @Test("is not repeated, and nothing is told, where there is no time for it")
    func noTime() throws {
        let found = try open(failing: .max, with: Self.away, seconds: 0)
        #expect(found.tries == 1 && found.told.isEmpty && found.failure == Self.away)
    }

    @Test("is not repeated for what only its owner can mend")
    func wrongPassword() throws {
        let error = LoaderError("database.password", .configuration, "wrong")
        let found = try open(failing: 1, with: error, seconds: 30)
        #expect(found.tries == 1 && found.told.isEmpty && found.failure == error)
    }

    @Test("ends when the run is asked to end")
    func stopped() throws {
        var asked = 0
        let found = try open(failing: .max, with: Self.away, seconds: 600) {
            asked += 1
            return asked > 2
        }
        #expect(found.tries == 3 && found.failure == Self.away)
    }
}
