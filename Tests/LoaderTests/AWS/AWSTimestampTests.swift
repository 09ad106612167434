import Testing

@testable import Loader

@Suite("Moments as AWS spells them")
struct AWSTimestampTests {
    @Test(
        "a text in UTC is read, and spelled in the basic form",
        arguments: [
            ("1970-01-01T00:00:00Z", 0, "19700101T000000Z"),
            ("2015-08-30T12:36:00Z", 1_440_938_160, "20150830T123600Z"),
            ("2000-02-29T23:59:59Z", 951_868_799, "20000229T235959Z"),
            ("2026-11-23T05:41:18.123Z", 1_795_412_478, "20261123T054118Z"),
            ("2100-03-01T00:00:00Z", 4_107_542_400, "21000301T000000Z"),
        ] as [(String, Int64, String)])
    func reading(text: String, seconds: Int64, basic: String) throws {
        let time = try #require(AWSTimestamp(text))
        #expect(time.seconds == seconds)
        #expect(time.basic == basic)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "2026-11-23", "2026-11-23T05:41:18", "2026-11-23T05:41:18+01:00", "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z", "x026-01-01T00:00:00Z",
        ])
    func refusing(text: String) {
        #expect(AWSTimestamp(text) == nil)
    }
}
