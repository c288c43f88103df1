import Basis
import Updates
import YAML

extension Form where Value == CommandAction {
    static var command: Form {
        let program = Form<[Template]>.list(.template("a program or an argument"))
        let all = Form.record(
            "command",
            Key.optional(
                "in", .site, default: .local, "`local`, a service (as a one-off), or { exec: service }."),
            Key.required("run", .line, "A program with its arguments; with `shell: true` a line of text."),
            Key.optional("shell", .boolean, "Whether lines of text are taken apart by a shell."),
            Key.optional("undo", .line, "What takes it back; it must be safe when the command never ran."),
            Key.optional("observe", .line, "What tells whether it was done."),
            Key.optional("idempotent", .boolean, "Whether it may be run again without harm."),
            Key.optional("expect", .textExpectation, "What it must print.")
        ) { _, site, run, shell, undo, observe, idempotent, expect in
            var action = CommandAction(run, at: site)
            (action.undo, action.observe, action.expect) = (undo, observe, expect)
            (action.isIdempotent, action.usesShell) = (idempotent?.value ?? false, shell?.value ?? false)
            return action
        }
        .then { action, node, reading in
            guard !action.usesShell, action.hasShellLine else { return action }
            reading.report(
                .wrongValue, "a command as one line of text needs a shell", at: node,
                remedy: "Write a list, `run: [program, argument]`, or add `shell: true`.")
            return nil
        }
        let plain = program.map { CommandAction(.program($0), at: .local) }
        return .byKind(sequence: plain, mapping: all)
    }
}

extension CommandAction {
    fileprivate var hasShellLine: Bool {
        [run, undo, observe].contains { line in
            if case .shell = line { true } else { false }
        }
    }
}

extension Form where Value == CommandAction.Line {
    /// A list is a program with its arguments, a text is a line.
    static var line: Form {
        .byKind(
            scalar: Form<Template>.template("a command").map { .shell($0) },
            sequence: Form<[Template]>.list(.template("a program or an argument")).map { .program($0) })
    }
}

extension Form where Value == CommandAction.Site {
    static var site: Form {
        let word = Form<Located<String>>.text("local, or a service").map { word in
            word.value == "local" ? CommandAction.Site.local : .oneOff(word)
        }
        let exec = Form.record(
            "a place to run",
            Key.required("exec", .text("a service"), "The service in whose container it runs.")
        ) { _, service in .exec(service) }
        return .byKind(scalar: word, mapping: exec)
    }
}
