import Synchronization
import Validator

@testable import Loader

/// A queue of a few messages in memory, which misbehaves as it is told.
final class FaultyQueue: Sendable {
    struct State {
        var waiting: [String] = []
        var deletions: [String: Int] = [:]
        var released: [String] = []
        var extended: [String] = []
    }

    let state: Mutex<State>
    /// Gets the handle and how often its deletion was asked for; answers a failure's members or nil.
    let refusal: @Sendable (String, Int) -> String?
    /// A body's checksum; nil: the right one.
    let checksum: @Sendable (String) -> String?
    /// The body of a message, whose id is its name.
    let body: @Sendable (String) -> String

    init(
        _ names: [String], body: @escaping @Sendable (String) -> String = { $0 },
        refusal: @escaping @Sendable (String, Int) -> String? = { _, _ in nil },
        checksum: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        state = Mutex(State(waiting: names))
        self.body = body
        self.refusal = refusal
        self.checksum = checksum
    }

    func answer(_ request: StubRequest) -> StubResponse {
        let entries = request.body.split(separator: #"{"ReceiptHandle":""#).dropFirst().map { part in
            String(part.prefix { $0 != "\"" })
        }
        switch request.action {
        case "ReceiveMessage": return receive()
        case "DeleteMessageBatch": return delete(entries)
        case "ChangeMessageVisibilityBatch": return change(entries, isRelease: request.body.contains(#"Timeout":0"#))
        default: return .fault("UnsupportedOperation")
        }
    }

    private func receive() -> StubResponse {
        let names = state.withLock { state in
            defer { state.waiting = Array(state.waiting.dropFirst(10)) }
            return state.waiting.prefix(10)
        }
        if names.isEmpty { pause() }
        let messages = names.map { name in
            let md5 = checksum(name) ?? MD5Digest.hexadecimal(of: Array(body(name).utf8))
            let text = JSONValue.string(body(name)).serialized()
            return #"{"MessageId":"\#(name)","ReceiptHandle":"\#(name)","MD5OfBody":"\#(md5)","Body":\#(text)}"#
        }
        return .json(#"{"Messages": [\#(messages.joined(separator: ","))]}"#)
    }

    private func delete(_ handles: [String]) -> StubResponse {
        var (done, failed): ([String], [String]) = ([], [])
        for (index, handle) in handles.enumerated() {
            let count = state.withLock { state in
                state.deletions[handle, default: 0] += 1
                return state.deletions[handle, default: 0]
            }
            if let refusal = refusal(handle, count) {
                failed.append(#"{"Id":"\#(index)",\#(refusal)}"#)
            } else {
                done.append(#"{"Id":"\#(index)"}"#)
            }
        }
        return .json(#"{"Successful":[\#(done.joined(separator: ","))],"Failed":[\#(failed.joined(separator: ","))]}"#)
    }

    private func change(_ handles: [String], isRelease: Bool) -> StubResponse {
        state.withLock { state in
            if isRelease {
                state.released += handles
                state.waiting += handles
            } else {
                state.extended += handles
            }
        }
        let done = handles.indices.map { #"{"Id":"\#($0)"}"# }
        return .json(#"{"Successful":[\#(done.joined(separator: ","))]}"#)
    }

    private func pause() { RetryPolicy.wait(20) }
}
