import Testing

@testable import Validator

@Suite("Formats on random texts")
struct FormatFuzzTests {
    private static let seeds = [
        "1998-12-31T23:59:60.123-08:00", "P1Y2M3DT4H5M6S", "\"a b\"@[IPv6:::1]", "xn--bcher-kva.bücher。example",
        "1:2::192.168.0.1", "http://u:p@[v1.a]:80/a%20b?c=d#é", "/a~0/b~1", "12+3#", "{+a.b:3,c*}%41", "^(a|[b-c]{2,3})\\d$",
        "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "\u{0915}\u{094D}\u{200D}\u{0937}",
    ]

    @Test("no text breaks a format or is read beyond its end", arguments: Format.allCases)
    func mutations(format: Format) {
        var random = SplitMix(seed: 7 + UInt64(format.rawValue))
        for round in 0..<2_000 {
            var scalars = Array(Self.seeds[round % Self.seeds.count].unicodeScalars)
            for _ in 0...random.next(below: 4) { mutate(&scalars, &random) }
            let bytes = Array(String(String.UnicodeScalarView(scalars)).utf8)
            // A buffer of exactly the text's size, so that the address sanitizer sees any byte read behind it.
            let exact = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            defer { exact.deallocate() }
            _ = exact.initialize(from: bytes)
            let alone = format.isSatisfied(by: UnsafeBufferPointer(exact))
            // What stands behind a text must not change the verdict.
            let padded = (bytes + Array("0/a".utf8)).withUnsafeBufferPointer {
                format.isSatisfied(by: UnsafeBufferPointer(rebasing: $0[..<bytes.count]))
            }
            #expect(alone == padded)
        }
    }

    private func mutate(_ scalars: inout [Unicode.Scalar], _ random: inout SplitMix) {
        let alphabet = Array("0a9fZz.:-+/%[]{}@\"\\~#? \u{0}é\u{200D}\u{10FFFF}。".unicodeScalars)
        let place = random.next(below: scalars.count + 1)
        switch random.next(below: 4) {
        case 0: scalars.removeSubrange(place...)
        case 1: scalars.insert(alphabet[random.next(below: alphabet.count)], at: place)
        case 2: if place < scalars.count { scalars[place] = alphabet[random.next(below: alphabet.count)] }
        default: if place < scalars.count { scalars.remove(at: place) }
        }
    }
}
