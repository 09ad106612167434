/// Tells where messages begin and end in a stream of bytes that comes piece by piece.
///
/// All positions are offsets in the decompressed input. A message that is found has `start` equal to `offset`: the
/// splitter moves it to its place in a block.
protocol Framing {
    /// The first byte of the message that is not complete yet; nil between messages.
    var pending: Int? { get }

    /// Why the input cannot be split to its end, once that is known.
    var fault: FramingFault? { get }

    /// Looks at the next bytes, the first of which stands at `base`.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, at base: Int, into messages: inout [MessageSlice])

    /// Takes note that the input ends at `end`; `isCut` where it should have gone on.
    mutating func finish(at end: Int, isCut: Bool, into messages: inout [MessageSlice])
}
