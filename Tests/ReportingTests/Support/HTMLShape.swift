import Foundation

/// A strict reader of the HTML that the renderer may write: known elements, closed in order, quoted attributes, no bare
/// `<`, `>` or `&` in text.
enum HTMLShape {
    private static let void: Set<String> = ["meta", "br"]
    private static let known: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "header", "main", "section", "p", "h1", "h2", "h3", "span",
        "code", "strong", "small", "ul", "li", "div", "table", "thead", "tbody", "tr", "th", "td", "br", "dl", "dt",
        "dd",
    ]
    private static let attributes: Set<String> = [
        "lang", "charset", "name", "content", "http-equiv", "class", "id", "aria-labelledby", "aria-hidden", "role",
        "tabindex", "scope", "style",
    ]

    /// What is wrong with the page; nil where nothing is.
    static func problem(of page: String) throws -> String? {
        guard page.hasPrefix("<!doctype html>\n") else { return "no doctype" }
        var open: [String] = []
        var rest = page.dropFirst("<!doctype html>\n".count)
        while let start = rest.firstIndex(of: "<") {
            if open.last != "style", let wrong = textProblem(rest[..<start]) { return wrong }
            guard let end = rest[start...].firstIndex(of: ">") else { return "tag without end" }
            if let wrong = tagProblem(rest[rest.index(after: start)..<end], &open) { return wrong }
            rest = rest[rest.index(after: end)...]
        }
        return open.isEmpty ? nil : "open at the end: \(open)"
    }

    private static func textProblem(_ text: Substring) -> String? {
        if text.contains(">") { return "bare > in \(text)" }
        let references = text.matches(of: /&(amp|lt|gt|quot|#39);/).count
        return text.count { $0 == "&" } == references ? nil : "bare & in \(text)"
    }

    private static func tagProblem(_ tag: Substring, _ open: inout [String]) -> String? {
        if tag.hasPrefix("/") {
            return open.popLast() == String(tag.dropFirst()) ? nil : "\(tag) closes nothing"
        }
        guard let match = tag.wholeMatch(of: /([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)/) else {
            return "odd tag \(tag)"
        }
        let name = String(match.1)
        guard known.contains(name) else { return "unknown element \(name)" }
        let names = match.2.matches(of: /\ ([a-z-]+)="/).map { String($0.1) }
        guard attributes.isSuperset(of: names) else { return "unknown attribute in \(tag)" }
        if !void.contains(name) { open.append(name) }
        return nil
    }
}
