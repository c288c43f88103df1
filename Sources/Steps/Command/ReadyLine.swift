internal import Basis
internal import Ports
internal import Subprocesses
internal import Updates

/// A line of a command with its names filled in: words that anybody may see, and secrets as variables.
struct ReadyLine: Sendable {
    enum Form: Hashable {
        case program([String])
        case script(String)
    }

    let form: Form
    let secrets: [String: Secret]

    /// Fills a line. A secret may stand in a script, never in a word of a program.
    init(_ line: CommandAction.Line, _ fill: Fill) async throws {
        switch line {
        case .program(let templates):
            var words: [String] = []
            for template in templates { words.append(try await fill.words(template)) }
            (form, secrets) = (.program(words), [:])
        case .shell(let template):
            var script = ScriptText()
            for piece in try await fill.text(template).pieces { script.append(piece) }
            (form, secrets) = (.script(script.text), script.secrets)
        }
    }

    /// The words with which it runs in a container.
    var words: [String] {
        switch form {
        case .program(let words): words
        case .script(let script): ["sh", "-c", script]
        }
    }

    /// The line as a person knows it again, cut at a screenful.
    var shown: String {
        switch form {
        case .program(let words): String(words.joined(separator: " ").prefix(200))
        case .script(let script): String(script.prefix(200))
        }
    }

    /// The line as a program of this machine. What is no absolute path and has a slash lies in the project.
    func invocation(in project: String, _ environment: [String: EnvironmentValue], folders: [String])
        -> Invocation
    {
        var program = Program.named("", in: folders)
        var arguments: [String] = []
        switch form {
        case .script(let script): program = .shell(script: script)
        case .program(let words):
            let name = words.first ?? ""
            arguments = Array(words.dropFirst())
            program =
                name.hasPrefix("/")
                ? .at(path: name)
                : name.contains("/") ? .at(path: "\(project)/\(name)") : .named(name, in: folders)
        }
        return Invocation(program, arguments, environment: environment, directory: project)
    }
}
