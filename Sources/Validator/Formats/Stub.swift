enum Format: UInt8, CaseIterable, Sendable {
    case x
    init?(name: String) { return nil }
    func isSatisfied(by text: UnsafeBufferPointer<UInt8>) -> Bool { true }
}
struct PatternError: Error { var offset = 0; var message = "" }
final class PatternScratch { init() {} }
enum PatternVerdict { case matches, doesNotMatch, undecided }
final class Pattern: Sendable {
    init(_ source: String) throws(PatternError) {}
    func match(_ text: UnsafeBufferPointer<UInt8>, with scratch: PatternScratch) -> PatternVerdict { .matches }
}
