/// What the program in a container does: told by the tag of its image, unless a command is named.
enum Behaviour: Equatable, Sendable {
    /// Serves until it is told to end.
    case serves
    /// Serves, but its probes never pass.
    case neverReady
    /// Ends at once with this code and these last words.
    case ends(code: Int32, words: String, reason: String)
    /// There is no such image.
    case missing
    /// Does not listen to SIGTERM.
    case stubborn
    /// Runs a command of this machine.
    case runs([String])

    /// Looks at a container's image and command.
    static func of(_ container: JSON) -> Behaviour {
        let image = container.words("image").split(separator: "@")[0]
        let last = image.split(separator: "/").last ?? ""
        let tag = String(last.split(separator: ":").dropFirst().last ?? "latest")
        if tag.contains("missing") { return .missing }
        let command = (container.items("command") + container.items("args")).compactMap(\.text)
        if !container.items("command").isEmpty { return .runs(command) }
        if tag.contains("crash") {
            return .ends(code: 1, words: "fatal: cannot reach the database\n", reason: "Error")
        }
        if tag.contains("oom") { return .ends(code: 137, words: "allocating\n", reason: "OOMKilled") }
        if tag.contains("done") { return .ends(code: 0, words: "done\n", reason: "Completed") }
        if tag.contains("never-ready") { return .neverReady }
        if tag.contains("stubborn") { return .stubborn }
        return .serves
    }
}
