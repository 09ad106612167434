/// Reads an ``XMLElement`` from bytes; strict about what it knows, without anything else.
struct XMLScanner {
    private let bytes: [UInt8]
    private var index = 0

    /// A scanner at the beginning of these bytes.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The root element; nil where the document is not well formed.
    mutating func document() -> XMLElement? {
        skipMisc()
        guard let root = element(depth: 0) else { return nil }
        skipMisc()
        return index == bytes.count ? root : nil
    }

    private mutating func skipMisc() {
        while true {
            if index < bytes.count, Self.isSpace(bytes[index]) {
                index += 1
            } else if !(skip("<?", until: "?>") || skip("<!--", until: "-->")) {
                return
            }
        }
    }

    private mutating func element(depth: Int) -> XMLElement? {
        guard depth < 64, take("<"), let name = name() else { return nil }
        guard let isEmpty = endOfStartTag() else { return nil }
        var element = XMLElement(name: Self.localName(name))
        if isEmpty { return element }
        var text: [UInt8] = []
        while index < bytes.count {
            if take("</") {
                guard self.name() == name else { return nil }
                skipSpace()
                element.text = String(decoding: text, as: UTF8.self)
                return take(">") ? element : nil
            }
            guard content(of: &element, text: &text, depth: depth) else { return nil }
        }
        return nil
    }

    private mutating func content(of element: inout XMLElement, text: inout [UInt8], depth: Int) -> Bool {
        let end = bytes[index...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? bytes.count
        if end > index {
            text += bytes[index..<end]
            index = end
            return true
        }
        if starts("<![CDATA[") {
            guard let end = position(of: "]]>", from: index + 9) else { return false }
            text += bytes[(index + 9)..<end]
            index = end + 3
            return true
        }
        if skip("<!--", until: "-->") || skip("<?", until: "?>") { return true }
        if starts("&") { return reference(into: &text) }
        guard let child = self.element(depth: depth + 1) else { return false }
        element.children.append(child)
        return true
    }

    /// Passes over the attributes and the end of a start tag; says whether it was an empty element's.
    private mutating func endOfStartTag() -> Bool? {
        while index < bytes.count {
            skipSpace()
            if take("/>") { return true }
            if take(">") { return false }
            guard name() != nil else { return nil }
            skipSpace()
            guard take("=") else { return nil }
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
                let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
            else { return nil }
            index = end + 1
        }
        return nil
    }

    private mutating func reference(into text: inout [UInt8]) -> Bool {
        guard let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return false }
        let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        index = end + 1
        let named: [String: String] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        if let character = named[name] {
            text += Array(character.utf8)
            return true
        }
        let code = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
        guard name.hasPrefix("#"), let code, let scalar = Unicode.Scalar(code) else { return false }
        text += Array(String(Character(scalar)).utf8)
        return true
    }
}

extension XMLScanner {
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    private static func localName(_ name: String) -> String {
        name.split(separator: ":", omittingEmptySubsequences: false).last.map(String.init) ?? name
    }

    private mutating func name() -> String? {
        let start = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    private mutating func skipSpace() {
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    }

    private func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        guard starts(text) else { return false }
        index += text.utf8CodeUnitCount
        return true
    }

    private mutating func skip(_ opening: StaticString, until closing: StaticString) -> Bool {
        guard starts(opening), let end = position(of: closing, from: index + opening.utf8CodeUnitCount) else {
            return false
        }
        index = end + closing.utf8CodeUnitCount
        return true
    }

    private func position(of text: StaticString, from start: Int) -> Int? {
        text.withUTF8Buffer { text in
            guard start <= bytes.count else { return nil }
            return bytes.indices[start...].first { bytes[$0...].starts(with: text) }
        }
    }
}
