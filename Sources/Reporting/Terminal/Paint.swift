/// Colours words for a terminal, or leaves them as they are.
struct Paint {
    let isOn: Bool

    func red(_ text: String) -> String { wrap(text, "31") }
    func yellow(_ text: String) -> String { wrap(text, "33") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func dim(_ text: String) -> String { wrap(text, "2") }

    /// The colour of a verdict.
    func verdict(_ text: String, _ status: AuditReport.RunStatus) -> String {
        switch status {
        case .passed: green(text)
        case .warned, .interrupted: yellow(text)
        case .failed, .incomplete: red(text)
        }
    }

    /// The colour of a check's outcome.
    func outcome(_ text: String, _ status: AuditReport.CheckStatus) -> String {
        switch status {
        case .passed: green(text)
        case .warned: yellow(text)
        case .failed, .error: red(text)
        case .notJudged: dim(text)
        }
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[1;\(code)m\(text)\u{1B}[0m" : text
    }
}
