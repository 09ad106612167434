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
            var lines = LineCursor(buffer)
            note(document, at: JSONPointer(), lines: &lines, into: &positions)
            return withExtendedLifetime(parser) {
                ContractFile(path: path, value: document.value, positions: positions)
            }
        } catch {
            throw ContractProblem(
                file: path, position: .init(line: error.line, column: error.column), code: .syntax,
                message: error.message)
        }
    }

    private func note(
        _ node: JSONNode, at pointer: JSONPointer, lines: inout LineCursor, into positions: inout SourceMap
    ) {
        positions.note(value: lines.position(of: node.start), at: pointer)
        node.forEachMember { name, value in
            let place = pointer.appending(name.string)
            positions.note(key: lines.position(of: name.start), at: place)
            note(value, at: place, lines: &lines, into: &positions)
        }
        var index = 0
        node.forEachItem { item in
            note(item, at: pointer.appending(String(index)), lines: &lines, into: &positions)
            index += 1
        }
    }
}

/// Finds the lines and the columns of bytes that come in ascending order, in one walk.
private struct LineCursor {
    private let buffer: UnsafeRawBufferPointer
    private var reached = 0
    private var place = SourceMap.Position(line: 1, column: 1)

    init(_ buffer: UnsafeRawBufferPointer) { self.buffer = buffer }

    /// The place of the byte at `offset`, which is not before the one asked for last.
    mutating func position(of offset: Int) -> SourceMap.Position {
        while reached < offset {
            let byte = buffer[reached]
            if byte == 0x0A {
                place = SourceMap.Position(line: place.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
            reached += 1
        }
        return place
    }
}
