internal import CXML2

/// Writes an XML 1.0 document into memory through libxml2's `xmlwriter`.
///
/// Every text goes through ``VisibleText``, as XML 1.0 forbids most control characters even as references; libxml2
/// escapes the rest. The first failure of the library is kept and thrown by ``finish()``.
final class XMLWriter {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr
    private var hasFailed = false

    init() throws(ReportError) {
        guard let buffer = xmlBufferCreate() else { throw ReportError.xml }
        guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
            xmlBufferFree(buffer)
            throw ReportError.xml
        }
        self.buffer = buffer
        self.writer = writer
        note(xmlTextWriterSetIndent(writer, 1))
        note(xmlTextWriterSetIndentString(writer, "  "))
        note(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
    }

    deinit {
        xmlFreeTextWriter(writer)
        xmlBufferFree(buffer)
    }

    /// An element with its attributes, in their order, and what it holds.
    func element(_ name: String, _ attributes: [(String, String)] = [], content: () -> Void = {}) {
        note(xmlTextWriterStartElement(writer, name))
        for (name, value) in attributes {
            note(xmlTextWriterWriteAttribute(writer, name, VisibleText.lines(value)))
        }
        content()
        note(xmlTextWriterEndElement(writer))
    }

    /// An element that holds text; it has an end tag also where the text is empty.
    func element(_ name: String, _ attributes: [(String, String)] = [], text: String) {
        element(name, attributes) { note(xmlTextWriterWriteString(writer, VisibleText.lines(text))) }
    }

    /// The document's bytes in UTF-8.
    func finish() throws(ReportError) -> [UInt8] {
        note(xmlTextWriterEndDocument(writer))
        note(xmlTextWriterFlush(writer))
        guard !hasFailed, let content = xmlBufferContent(buffer) else { throw ReportError.xml }
        return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
    }

    private func note(_ result: CInt) {
        if result < 0 { hasFailed = true }
    }
}
