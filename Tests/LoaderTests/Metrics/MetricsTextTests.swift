import Testing

@testable import Loader

/// How metrics are written down.
@Suite struct MetricsTextTests {
    private static let families: [MetricFamily] = {
        var latency = MetricDistribution(["stage": "write"], bounds: [0.0625, 0.25, 1])
        for seconds in [0.03125, 0.0625, 0.125, 0.5, 7] { latency.observe(seconds) }
        return [
            MetricFamily(
                "audit_messages", help: "Messages by where they went.",
                .counter([MetricSample(12, ["outcome": "loaded"]), MetricSample(0, ["outcome": "released"])])),
            MetricFamily(
                "audit_age_seconds", unit: "seconds", help: "How old.", .gauge([MetricSample(1.5)])),
            MetricFamily("audit_stage_seconds", unit: "seconds", help: "How long.", .histogram([latency])),
            MetricFamily("audit_build", help: "The version.", .info([["version": "0.1.0"]])),
        ]
    }()

    @Test("OpenMetrics 1.0: counters by their family's name, units, infos, cumulated buckets, an end")
    func openMetrics() {
        #expect(
            MetricsText.render(Self.families, as: .openMetrics) == """
                # TYPE audit_messages counter
                # HELP audit_messages Messages by where they went.
                audit_messages_total{outcome="loaded"} 12
                audit_messages_total{outcome="released"} 0
                # TYPE audit_age_seconds gauge
                # UNIT audit_age_seconds seconds
                # HELP audit_age_seconds How old.
                audit_age_seconds 1.5
                # TYPE audit_stage_seconds histogram
                # UNIT audit_stage_seconds seconds
                # HELP audit_stage_seconds How long.
                audit_stage_seconds_bucket{stage="write",le="0.0625"} 2
                audit_stage_seconds_bucket{stage="write",le="0.25"} 3
                audit_stage_seconds_bucket{stage="write",le="1.0"} 4
                audit_stage_seconds_bucket{stage="write",le="+Inf"} 5
                audit_stage_seconds_count{stage="write"} 5
                audit_stage_seconds_sum{stage="write"} 7.71875
                # TYPE audit_build info
                # HELP audit_build The version.
                audit_build_info{version="0.1.0"} 1
                # EOF

                """)
    }

    @Test("Prometheus 0.0.4: counters and infos by their samples' names, no units, no end")
    func prometheus() {
        #expect(
            MetricsText.render([Self.families[0], Self.families[1], Self.families[3]], as: .prometheus) == """
                # TYPE audit_messages_total counter
                # HELP audit_messages_total Messages by where they went.
                audit_messages_total{outcome="loaded"} 12
                audit_messages_total{outcome="released"} 0
                # TYPE audit_age_seconds gauge
                # HELP audit_age_seconds How old.
                audit_age_seconds 1.5
                # TYPE audit_build_info gauge
                # HELP audit_build_info The version.
                audit_build_info{version="0.1.0"} 1

                """)
    }

    @Test("Backslashes, quotes and line ends in labels and help are escaped")
    func escaping() {
        let family = MetricFamily(
            "m", help: "a \"b\" \\ c\nd", .gauge([MetricSample(1, ["name": "x\"y\\z\n"])]))
        #expect(
            MetricsText.render([family], as: .openMetrics)
                == #"""
                # TYPE m gauge
                # HELP m a \"b\" \\ c\nd
                m{name="x\"y\\z\n"} 1
                # EOF

                """#)
        #expect(MetricsText.render([family], as: .prometheus).contains(#"# HELP m a "b" \\ c\nd"# + "\n"))
    }

    @Test(
        "Numbers are written so that parsers read the same ones",
        arguments: [
            (0, "0"), (3, "3"), (-2.5, "-2.5"), (1_764_000_000.125, "1764000000.125"), (1e21, "1e+21"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        let written = MetricsText.render(
            [MetricFamily("m", help: "h", .gauge([MetricSample(value)]))], as: .prometheus)
        #expect(written.hasSuffix("\nm \(text)\n"))
    }

    @Test("An observation on a bound counts for it; what is above all bounds counts for +Inf alone")
    func bounds() {
        var distribution = MetricDistribution(bounds: [1, 2])
        for value in [0, 1, 1.1, 2, 2.1] { distribution.observe(value) }
        #expect(distribution.counts == [2, 2, 1])
        #expect(distribution.cumulated == [2, 4, 5])
        #expect(distribution.count == 5)
        #expect(abs(distribution.sum - 6.2) < 1e-9)
    }

    @Test(
        "The Accept header decides the format: OpenMetrics only where it is named",
        arguments: [
            (nil, .prometheus), ("", .prometheus), ("*/*", .prometheus), ("text/plain;version=0.0.4", .prometheus),
            ("application/openmetrics-text", .openMetrics),
            ("Application/OpenMetrics-Text; version=1.0.0; charset=utf-8", .openMetrics),
            (
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
                .openMetrics
            ),
            ("text/plain, application/openmetrics-text;q=0", .prometheus),
        ] as [(String?, MetricsFormat)])
    func negotiation(accept: String?, format: MetricsFormat) {
        #expect(MetricsFormat(accept: accept) == format)
    }
}
