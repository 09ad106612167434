import FuzzTargets
import Testing

/// The short run of what `scripts/fuzz` runs for as long as wanted.
@Suite("Fuzz targets")
struct FuzzTargetTests {
    @Test("keep their promises on the whole corpus", arguments: FuzzTarget.allCases)
    func corpus(target: FuzzTarget) throws {
        let inputs = try Corpus.inputs(of: target)
        #expect(inputs.count > 5)
        for bytes in inputs { #expect(target.run(bytes) == nil, "\(String(decoding: bytes, as: UTF8.self))") }
    }

    @Test("and on mutations of it", arguments: FuzzTarget.allCases)
    func mutations(target: FuzzTarget) throws {
        let inputs = try Corpus.inputs(of: target)
        var random = SplitMix(seed: 20_261_123)
        for round in 0..<2_000 {
            let bytes = Corpus.mutation(of: inputs, &random)
            guard let broken = target.run(bytes) else { continue }
            Issue.record("round \(round): \(broken): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }
}
