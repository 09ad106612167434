import Validator

/// Reads a contract that is written as JSON.
struct JSONContractReader {
    let path: String

    func read(_ bytes: [UInt8]) throws(ContractProblem) -> ContractFile {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(ContractProblem) in try read(buffer) }
        }
        return try result.get()
    }

    private func read(_ buffer: UnsafeRawBufferPointer) throws(ContractProblem) -> ContractFile {
        let parser = JSONParser()
        do {
            let document = try parser.parse(buffer)
            var positions = SourceMap()
            let lines = LineIndex(buffer)
            note(document, at: JSONPointer(), lines: lines, into: &positions)
            return withExtendedLifetime(parser) {
                ContractFile(path: path, value: document.value, positions: positions)
            }
        } catch {
            throw ContractProblem(
                file: path, position: .init(line: error.line, column: error.column), code: .syntax,
                message: error.message)
        }
    }

    private func note(_ node: JSONNode, at pointer: JSONPointer, lines: LineIndex, into positions: inout SourceMap) {
        positions.note(value: lines.position(of: node.start), at: pointer)
        node.forEachMember { name, value in
            let place = pointer.appending(name.string)
            positions.note(key: lines.position(of: name.start), at: place)
            note(value, at: place, lines: lines, into: &positions)
        }
        var index = 0
        node.forEachItem { item in
            note(item, at: pointer.appending(String(index)), lines: lines, into: &positions)
            index += 1
        }
    }
}

/// Finds the line and the column of a byte.
private struct LineIndex {
    private let buffer: UnsafeRawBufferPointer
    private let starts: [Int]

    init(_ buffer: UnsafeRawBufferPointer) {
        self.buffer = buffer
        starts = [0] + buffer.indices.filter { buffer[$0] == 0x0A }.map { $0 + 1 }
    }

    func position(of offset: Int) -> SourceMap.Position {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        let column = buffer[starts[low]..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return SourceMap.Position(line: low + 1, column: column)
    }
}
