import Basis
import Updates

extension ComposeRecord where Owner == ComposeHealthcheck {
    static let healthcheck = ComposeRecord(
        "a healthcheck",
        [
            .key("disable", \.isDisabled, .boolean), .key("test", \.test, .healthTest),
            .key("interval", \.interval, .duration), .key("timeout", \.timeout, .duration),
            .key("retries", \.retries, .integer(0...1_000_000)),
            .key("start_period", \.startPeriod, .duration),
            .key("start_interval", \.startInterval, .duration),
        ])
}

extension ComposeForm where Value == Located<[ComposeText]> {
    /// A text for a shell, or a list that says how it is run.
    static var healthTest: ComposeForm {
        ComposeForm { node, reading in
            if let text = node.text {
                let shell = ComposeText(written: "CMD-SHELL", value: Secret("CMD-SHELL"))
                let command = ComposeText(written: node.written ?? text, value: Secret(text))
                return Located([shell, command], at: node.span)
            }
            guard let items = ComposeForm<[Located<ComposeText>]>.list(.words).read(node, &reading) else {
                return nil
            }
            let first = items.first?.value.value.reveal()
            guard let first, ["CMD", "CMD-SHELL", "NONE"].contains(first) else {
                let found = items.first.map { "`\($0.value.written.prefix(40))`" } ?? "nothing"
                reading.report(
                    .wrongHealthcheck, "the list begins with \(found)", at: node,
                    remedy: "Begin it with CMD, CMD-SHELL or NONE.")
                return nil
            }
            if first != "NONE", items.count < 2 {
                reading.report(
                    .wrongHealthcheck, "nothing stands behind \(first)", at: node,
                    remedy: "Write the command.")
            }
            if first == "CMD-SHELL", items.count > 2 {
                reading.report(
                    .wrongHealthcheck, "only the first text behind CMD-SHELL is run", at: node,
                    remedy: "Join them to one text.", severity: .warning)
            }
            if first == "CMD", let sign = items.first(where: { $0.value.written.isShellOperator }) {
                reading.report(
                    .wrongHealthcheck, "`\(sign.value.written)` is handed to the command as it is", at: node,
                    remedy: "Write CMD-SHELL and one text, so that a shell reads it.", severity: .warning)
            }
            return Located(items.map(\.value), at: node.span)
        }
    }
}

extension String {
    fileprivate var isShellOperator: Bool { ["||", "&&", "|", ";", ">", ">>", "<"].contains(self) }
}

extension ComposeRecord where Owner == ComposeLogging {
    static let logging = ComposeRecord(
        "logging", [.key("driver", \.driver, .text), .items("options", \.options, .keyed)])
}
