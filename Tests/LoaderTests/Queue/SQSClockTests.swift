import Synchronization
import TestSupport
import Testing

@testable import Loader

@Suite("Requests to a server whose clock or whose credentials differ")
struct SQSClockTests {
    /// A date of HTTP so many seconds ahead of this machine.
    private static func date(_ seconds: Int64) -> String {
        let basic = AWSTimestamp(seconds: AWSTimestamp.now.seconds + seconds).basic
        func part(_ start: Int, _ count: Int) -> String { String(basic.dropFirst(start).prefix(count)) }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = Int(part(4, 2)).map { months[$0 - 1] } ?? ""
        return "Sun, \(part(6, 2)) \(month) \(part(0, 4)) \(part(9, 2)):\(part(11, 2)):\(part(13, 2)) GMT"
    }

    private func client(_ server: StubServer) throws -> SQSClient {
        try SQSClientTests().client(server, ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B"])
    }

    /// How far the request's signature is ahead of this machine, in hours.
    private func hours(_ request: StubRequest) throws -> Int {
        let text = try #require(request.headers["x-amz-date"])
        let day = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6).prefix(2))"
        let time = text.dropFirst(9)
        let clock = "\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.dropFirst(4).prefix(2))"
        let signed = try #require(AWSTimestamp("\(day)T\(clock)Z"))
        return Int((Double(signed.seconds - AWSTimestamp.now.seconds) / 3_600).rounded())
    }

    @Test(
        "a clock that is wrong is mended from the answer's date, once for all requests",
        arguments: ["RequestTimeTooSkewed", "RequestExpired", "SignatureDoesNotMatch", "InvalidSignatureException"],
        [3, -3])
    func skew(code: String, hours: Int) throws {
        let server = try StubServer { request, number in
            guard number == 0 else { return .json(SQSClientTests.message()) }
            var refusal = StubResponse.fault(code, status: 403)
            refusal.headers["Date"] = Self.date(Int64(hours) * 3_600)
            return refusal
        }
        let client = try client(server)
        try SQSClientTests().expectHello(SQSClientTests().receive(client))
        try SQSClientTests().expectHello(SQSClientTests().receive(client))
        #expect(try server.requests.map { try self.hours($0) } == [0, hours, hours])
    }

    /// The date of a refusal: so many seconds away when it is answered, or a text.
    enum RefusalDate {
        case seconds(Int64)
        case text(String?)

        var header: String? {
            switch self {
            case .seconds(let seconds): SQSClockTests.date(seconds)
            case .text(let text): text
            }
        }
    }

    @Test(
        "a refusal whose date is right, missing or unreadable is final",
        arguments: [
            .seconds(0), .seconds(200), .seconds(-200), .text(nil), .text("yesterday"),
            .text("Sun, 06 Nov 1994 08:49:37 CET"),
        ] as [RefusalDate])
    func noSkew(date: RefusalDate) throws {
        let server = try StubServer { _, _ in
            var refusal = StubResponse.fault("SignatureDoesNotMatch", status: 403)
            refusal.headers["Date"] = date.header
            return refusal
        }
        let error = try #require(throws: LoaderError.self) { try SQSClientTests().receive(client(server)) }
        #expect(error.code == "queue.denied")
        #expect(server.requests.count == 1)
    }

    @Test("clients whose requests were under way together all learn the server's time")
    func skewOfMany() throws {
        let together = Monitor(0)
        let server = try StubServer { request, _ in
            let isAhead = (try? self.hours(request)) == 3
            guard !isAhead else { return .json(SQSClientTests.message()) }
            together.update { $0 += 1 }
            _ = together.wait(milliseconds: 10_000) { $0 >= 4 ? () : nil }
            var refusal = StubResponse.fault("InvalidSignatureException", status: 403)
            refusal.headers["Date"] = Self.date(3 * 3_600)
            return refusal
        }
        let connection = try client(server).connection
        let failures = Mutex<[LoaderError]>([])
        WorkerThread.forEach(4, threads: 4) { _ in
            do throws(LoaderError) {
                _ = try SQSClient(connection).receive(maximum: 1, wait: 0, visibility: 30, limit: 1_000)
            } catch {
                failures.withLock { $0.append(error) }
            }
        }
        #expect(failures.withLock { $0 } == [])
    }

    @Test("a server whose date jumps is not followed for ever")
    func jumping() throws {
        let server = try StubServer { _, number in
            var refusal = StubResponse.fault("RequestTimeTooSkewed", status: 403)
            refusal.headers["Date"] = Self.date(Int64(number + 1) * 36_000)
            return refusal
        }
        let error = try #require(throws: LoaderError.self) { try SQSClientTests().receive(client(server)) }
        #expect(error.code == "queue.denied" && error.message.contains("RequestTimeTooSkewed"))
        #expect(server.requests.count == 2)
    }

    @Test("dates of HTTP are read, and nothing else is")
    func httpDate() {
        #expect(AWSTimestamp.httpDate("Sun, 06 Nov 1994 08:49:37 GMT")?.seconds == 784_111_777)
        for text in ["", "GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "784111777"] {
            #expect(AWSTimestamp.httpDate(text) == nil)
        }
    }

    // MARK: Credentials that end in the middle

    private static let bodies = (0..<60).map { "m\($0)" }

    /// A source of a server that refuses the first key as expired after so many requests.
    private func drain(_ variables: [String: String], onExpiry: @escaping @Sendable () -> Void) throws
        -> (texts: [String], server: StubServer)
    {
        let queue = FaultyQueue(Self.bodies)
        let isTold = Mutex(false)
        let server = try StubServer { request, number in
            guard number >= 3, request.headers["authorization"]?.contains("Credential=OLD/") == true else {
                return queue.answer(request)
            }
            isTold.withLock { isTold in
                if !isTold { onExpiry() }
                isTold = true
            }
            return .fault("ExpiredToken", status: 403)
        }
        var options = SQSSourceOptions()
        options.receivers = 1
        options.waitSeconds = 1
        options.idleSeconds = 0.3
        let source = try SQSSource(
            location: server.location(), options: options, environment: AWSEnvironment(variables))
        var texts: [String] = []
        while let block = try source.next() {
            texts += block.texts
            #expect(try source.acknowledge(block.deliveries) == block.deliveries.count)
        }
        return (texts, server)
    }

    @Test("a profile's keys that end in the middle of a run are read again, and nothing is missing")
    func rotatedProfile() throws {
        let directory = try TemporaryDirectory()
        @Sendable func write(_ key: String) throws -> String {
            try directory.write(
                "[night]\naws_access_key_id = \(key)\naws_secret_access_key = S\naws_session_token = \(key)-T\n",
                to: "credentials")
        }
        let file = try write("OLD")
        let variables = ["AWS_PROFILE": "night", "AWS_SHARED_CREDENTIALS_FILE": file]
        let (texts, server) = try drain(variables) { _ = try? write("NEW") }
        #expect(texts.sorted() == Self.bodies.sorted())
        let last = try #require(server.requests.last)
        #expect(last.headers["authorization"]?.contains("Credential=NEW/") == true)
        #expect(last.headers["x-amz-security-token"] == "NEW-T")
    }

    @Test("the environment's keys that end in the middle of a run are final")
    func expiredEnvironment() throws {
        let keys = ["AWS_ACCESS_KEY_ID": "OLD", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T"]
        let error = try #require(throws: LoaderError.self) { try drain(keys) {} }
        #expect(error.code == "queue.denied" && error.message.contains("ExpiredToken"))
    }
}
