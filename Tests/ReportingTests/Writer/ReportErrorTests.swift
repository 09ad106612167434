import Foundation
import Testing

@testable import Reporting

@Suite struct ReportErrorTests {
    @Test(
        "Each refusal of the system has its code and a remedy",
        arguments: [
            (ReportError(making: "d", ENOTDIR), ReportError.Code.directory),
            (ReportError(making: "d", EROFS), .directory),
            (ReportError(making: "d", ENOSPC), .diskFull), (ReportError(writing: "f", EACCES), .unwritable),
            (ReportError(writing: "f", EDQUOT), .diskFull), (ReportError(writing: "f", EFBIG), .diskFull),
            (ReportError(linking: "l", EISDIR), .latest), (ReportError(linking: "l", ENOSPC), .diskFull),
        ])
    func codes(error: ReportError, code: ReportError.Code) {
        #expect(error.code == code)
        #expect(!error.cause.isEmpty)
        #expect(error.remedy.hasSuffix("."))
        #expect(error.description.hasPrefix("The report \(error.path) could not be written: \(error.cause). "))
    }

    @Test("A path from outside cannot forge a line of the terminal")
    func path() {
        #expect(ReportError(making: "a\n\u{1B}[2J", EACCES).description.hasPrefix("The report a␊␛[2J could not"))
        #expect(ReportError.xml.description.hasPrefix("The report could not be written: "))
    }
}
