import Testing

/// Completion in the real shells: each is asked what it would offer at the end of a line.
struct CompletionTests {
    enum Shell: String, CaseIterable, Sendable {
        case bash, zsh, fish

        /// A script that prints what the shell offers, given the completion script and the line.
        func asking(_ script: String, _ line: String, in folder: String) throws -> [String] {
            switch self {
            case .bash:
                let asking = """
                    source '\(script)'
                    line="$1"; COMP_WORDS=( $line ); [[ $line == *' ' ]] && COMP_WORDS+=( '' )
                    COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
                    _belay; printf '%s\\n' "${COMPREPLY[@]}"
                    """
                return ["/bin/bash", "-c", asking, "bash", line]
            case .fish:
                return ["/usr/bin/fish", "--no-config", "-c", "source '\(script)'; complete -C '\(line)'"]
            case .zsh:
                try Scratch.write(Shell.insideZsh(script, folder), to: "\(folder)/inside")
                return ["/usr/bin/zsh", "-f", "-c", Shell.outsideZsh, "zsh", "\(folder)/inside", line]
            }
        }

        /// Zsh completes at a terminal only: a second zsh is typed at, and prints what is about to be
        /// offered.
        private static let outsideZsh = """
            zmodload zsh/zpty
            zpty inner zsh -f -i
            zpty -w inner "source $1"
            zpty -r inner out '*READY*'
            zpty -w -n inner "$2"$'\\t'
            zpty -r inner out '*END*'
            zpty -d inner
            print -r -- "$out" | tr -d '\\r' | sed -n '/BEGIN/,/END/p' | sed '1d;$d'
            """

        private static func insideZsh(_ script: String, _ folder: String) -> String {
            """
            PROMPT=; cd '\(folder)'
            autoload -U compinit; compinit -u -D
            source '\(script)'
            bindkey '^I' complete-word
            compadd () {
                if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
                typeset -a hits
                builtin compadd -A hits "$@"
                [[ -n $hits ]] && print -rl -- $hits
            }
            begin() { print -r -- BEGIN }
            finish() { print -r -- END; exit }
            compprefuncs=( begin ); comppostfuncs=( finish )
            print REA''DY
            """
        }
    }

    @Test(
        arguments: Shell.allCases,
        [
            ("belay vers", "version"),
            (
                "belay ",
                "abandon abort approve backup backups check completion doctor help history init journal "
                    + "logs migrate pause plan releases restore resume rollback run show status update "
                    + "verify version"
            ),
            ("belay --json comp", "completion"),
            ("belay --app x -e prod vers", "version"), ("belay completion ", "bash fish zsh"),
            ("belay completion z", "zsh"), ("belay help vers", "version"), ("belay --js", "--json"),
            ("belay help --m", "--man"), ("belay version --m", ""), ("belay help st", "status step"),
            ("belay help step ro", "roll"), ("belay completion zsh zs", ""),
        ])
    func theRightWordsAreOffered(_ shell: Shell, _ question: (line: String, words: String)) throws {
        let scratch = try Scratch()
        let script = "\(scratch.path)/script"
        try Scratch.write(try BelayProgram.run("completion", shell.rawValue).output, to: script)
        let outcome = try BelayProgram.run(
            try shell.asking(script, question.line, in: scratch.path), ["TERM=xterm"])
        let offered = outcome.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }.map(String.init)
        #expect(
            offered.sorted().joined(separator: " ") == question.words,
            "\(shell), `\(question.line)`: \(outcome)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func filesAreOfferedWhereAFileBelongs(_ name: String) throws {
        let shell = try #require(Shell(rawValue: name))
        let scratch = try Scratch()
        let script = "\(scratch.path)/script"
        try Scratch.write(try BelayProgram.run("completion", name).output, to: script)
        let words = try shell.asking(script, "belay --app \(scratch.path)/scr", in: scratch.path)
        let outcome = try BelayProgram.run(words, ["TERM=xterm"])
        #expect(outcome.output.contains("script"), "\(outcome)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func theScriptIsSoundForItsShell(_ shell: String) throws {
        let outcome = try BelayProgram.bash("belay completion \(shell) | \(shell) -n")
        #expect(outcome == .init(exit: 0, output: "", errors: ""))
    }
}
