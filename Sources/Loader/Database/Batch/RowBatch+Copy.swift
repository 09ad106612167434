extension RowBatch {
    /// Sends rows as they are; neighbours in one block go in one piece.
    func send(_ positions: Range<Int>, to writer: CopyWriter) throws(PostgresError) {
        var position = positions.lowerBound
        while position < positions.upperBound {
            let source = rows[position].source
            let first = encoded(rows[position])
            var end = first.start + first.length
            position += 1
            while position < positions.upperBound, rows[position].source == source {
                let next = encoded(rows[position])
                guard next.start == end else { break }
                end += next.length
                position += 1
            }
            try write(first.start..<end, of: source, to: writer)
        }
    }

    /// Sends rows with their position as a first column of type `integer`.
    func sendNumbered(_ positions: Range<Int>, to writer: CopyWriter) throws(PostgresError) {
        for position in positions {
            let row = encoded(rows[position])
            let source = rows[position].source
            let bytes = sources[Int(source)].bytes
            let fields = UInt16(bytes[row.start]) << 8 | UInt16(bytes[row.start + 1])
            var head = TupleEncoder()
            head.begin(fields: Int(fields) + 1)
            head.append(Int32(position))
            try writer.write(head.bytes)
            try write(row.start + 2..<row.start + row.length, of: source, to: writer)
        }
    }

    private func write(_ range: Range<Int>, of source: Int32, to writer: CopyWriter) throws(PostgresError) {
        var failure: PostgresError?
        sources[Int(source)].bytes.withUnsafeBytes { buffer in
            do throws(PostgresError) {
                try writer.write(UnsafeRawBufferPointer(rebasing: buffer[range]))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}
