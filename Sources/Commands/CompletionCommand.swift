internal import Console

/// `belay completion SHELL`.
enum CompletionCommand {
    /// The shells that are spoken to.
    enum Shell: String, CaseIterable, Sendable {
        case bash, zsh, fish
    }

    private static let shell = Parameter<Shell>.choice("SHELL", "The shell to complete in")

    static let command = Command(
        name: "completion",
        about: "Print the script that completes Belay's commands and options in a shell",
        details: """
            bash: put `source <(belay completion bash)` into ~/.bashrc.
            zsh: put `source <(belay completion zsh)` into ~/.zshrc, below `compinit`.
            fish: run `belay completion fish > ~/.config/fish/completions/belay.fish`.
            """,
        parameters: [shell.row],
        examples: [.init(line: "source <(belay completion bash)", about: "Complete in this very shell")],
        waits: { _ in false }
    ) { invocation in
        let shell = invocation.arguments[shell]
        let script =
            switch shell {
            case .bash: BashCompletion(invocation.grammar).script
            case .zsh: ZshCompletion(invocation.grammar).script
            case .fish: FishCompletion(invocation.grammar).script
            }
        invocation.printer.show(CompletionReport(shell: shell.rawValue, script: script))
        return .done
    }
}

/// A completion script.
struct CompletionReport: Report {
    let shell: String
    let script: String

    var event: String { "completion" }
    var fields: [JSONField] { [JSONField("shell", shell), JSONField("script", script)] }
    func text(on surface: Surface) -> String { script }
}
