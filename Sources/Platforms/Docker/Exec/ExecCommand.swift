internal import Basis

/// A command to run in a container that runs already.
struct ExecCommand: Sendable {
    /// The words of the command; no shell reads them.
    var words: [String]
    /// Variables beside those of the container.
    var environment: [(name: String, value: Secret)] = []
    /// As whom it runs; nil is the container's user.
    var user: String?
    /// Where it runs; nil is the container's directory.
    var directory: String?
    /// What it reads.
    var input: (any ByteStream)?

    /// The command as the engine takes it.
    var value: EngineValue {
        var fields: [String: EngineValue] = [
            "Cmd": .list(words.map { .text($0) }), "AttachStdin": .bool(input != nil),
            "AttachStdout": true, "AttachStderr": true, "Tty": false,
        ]
        if !environment.isEmpty { fields["Env"] = .list(environment.map { .assignment($0.name, $0.value) }) }
        fields["User"] = user.map { .text($0) }
        fields["WorkingDir"] = directory.map { .text($0) }
        return .object(fields)
    }
}
