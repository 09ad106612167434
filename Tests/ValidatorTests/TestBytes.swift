extension String {
    /// Calls a function with the text's bytes in a buffer that holds nothing else.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try Array(utf8).withUnsafeBufferPointer(body)
    }
}
