import Testing

@testable import Reporting

@Suite struct TimestampTests {
    @Test(
        "A moment is written as RFC 3339 says",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_795_412_453_120, "2026-11-23T05:40:53.120Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (1_709_208_000_007, "2024-02-29T12:00:00.007Z"), (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
        ])
    func written(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("Moments that RFC 3339 cannot write are moved to the nearest that it can", arguments: [Int64.min, .max])
    func clamped(milliseconds: Int64) {
        let text = Timestamp(milliseconds: milliseconds).description
        #expect(text == (milliseconds < 0 ? "0000-01-01T00:00:00.000Z" : "9999-12-31T23:59:59.999Z"))
    }

    @Test(
        "What is not such a moment is not read",
        arguments: [
            "", "2026-11-23", "2026-11-23T05:40:53Z", "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z",
            "2026-00-01T00:00:00.000Z", "2026-01-00T00:00:00.000Z", "2026-04-31T00:00:00.000Z",
            "2026-11-23T24:00:00.000Z", "2026-11-23T05:60:53.120Z", "2026-11-23T05:40:60.120Z",
            "2026-11-23 05:40:53.120Z", "2026-11-23T05:40:53.120z", "2026/11/23T05:40:53.120Z",
            "+026-11-23T05:40:53.120Z", "2026-11-23T05:40:53,120Z", "２026-11-23T05:40:53.12",
        ])
    func refused(text: String) { #expect(Timestamp(text) == nil) }

    @Test("Every day of two centuries is read back, and days follow each other")
    func days() {
        var previous = ""
        for day in Int64(-36_600)..<36_600 {
            let moment = Timestamp(milliseconds: day * 86_400_000)
            let text = moment.description
            #expect(text > previous)
            #expect(Timestamp(text) == moment)
            previous = text
        }
    }

    @Test("Without fraction and zone for JUnit")
    func seconds() { #expect(Samples.start.secondsText == "2026-11-23T05:40:53") }

    @Test("The clock gives a moment of this century, and later ones are greater")
    func now() throws {
        let moment = Timestamp.now()
        #expect(moment > (try #require(Timestamp("2024-01-01T00:00:00.000Z"))))
        #expect(moment <= Timestamp.now())
    }
}
