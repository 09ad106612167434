import Foundation
import Validator

/// Longer inputs say nothing new.
let longestInput = 1 << 16

/// The JSON parser: agrees with Foundation's on what JSON is, reads no byte behind a text, keeps nothing of the text
/// before, and what it has read survives being written and read again.
public func fuzzJSON(_ bytes: [UInt8]) -> String? {
    guard bytes.count <= longestInput, let buffer = GuardedBuffer(capacity: bytes.count) else { return nil }
    let parser = JSONParser()
    let text = buffer.holding(bytes)
    let first = verdict(of: parser, on: text)
    _ = try? Array(#"[{"a\n":[1,2,{}]},"x"]"#.utf8).withUnsafeBytes { try parser.parse($0).value }
    guard verdict(of: parser, on: text) == first else { return "a second parse says something else" }
    switch first {
    case .success(let value): return brokenPromise(of: value, bytes)
    case .failure(let error): return brokenPromise(of: error, bytes)
    }
}

private func verdict(of parser: JSONParser, on text: UnsafeRawBufferPointer) -> Result<JSONValue, JSONSyntaxError> {
    Result { () throws(JSONSyntaxError) in try parser.parse(text).value }
}

private func brokenPromise(of value: JSONValue, _ bytes: [UInt8]) -> String? {
    let again = try? JSONValue.parse(value.serialized())
    guard again == value, again?.hashValue == value.hashValue else { return "writing and reading gives another value" }
    guard !FoundationVerdict.accepts(bytes), !value.exceedsFoundation(depth: 0) else { return nil }
    return "accepted, but Foundation refuses it"
}

private func brokenPromise(of error: JSONSyntaxError, _ bytes: [UInt8]) -> String? {
    guard (0...bytes.count).contains(error.offset), error.line > 0, error.column > 0 else { return "no such place" }
    switch error.code {
    case .undecided: return "the fast parser refuses what the exact one accepts"
    // Foundation takes names that stand twice, and halves of surrogate pairs here and there (RFC 7493 has neither).
    case .duplicateName, .loneSurrogate, .tooDeep, .tooLarge: return nil
    // Foundation takes a comma behind the last item or member; RFC 8259 has none there.
    case .expectedValue where endsWithComma(bytes.prefix(error.offset)),
        .expectedName where endsWithComma(bytes.prefix(error.offset)):
        return nil
    default: return FoundationVerdict.accepts(bytes) ? "refused (\(error.code)), but Foundation accepts it" : nil
    }
}

/// Whether a comma is the last of the bytes that is no white space.
private func endsWithComma(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.last { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ",")
}

/// What Foundation's parser says, where it speaks of the same text.
private enum FoundationVerdict {
    static func accepts(_ bytes: [UInt8]) -> Bool {
        // Foundation guesses UTF-16 and UTF-32 from zeros and byte order marks; RFC 8259 has UTF-8 alone, without one.
        if bytes.prefix(4).contains(0) || [0xEF, 0xFE, 0xFF].contains(bytes.first) { return false }
        return (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
    }
}

extension JSONValue {
    /// Whether a number is beyond a double, or arrays and objects are nested further than Foundation goes.
    fileprivate func exceedsFoundation(depth: Int) -> Bool {
        switch self {
        case .number(let number): Double(number.text).map { !$0.isFinite || $0.magnitude < 1e-300 } ?? true
        case .array(let items): depth >= 500 || items.contains { $0.exceedsFoundation(depth: depth + 1) }
        case .object(let object):
            depth >= 500 || object.members.contains { $0.value.exceedsFoundation(depth: depth + 1) }
        default: false
        }
    }
}
