internal import Basis
internal import Console
internal import Playbooks

/// `belay init`.
enum InitCommand {
    private static let dryRun = Parameter<Bool>.flag(
        "dry-run", letter: "n", "Print the manifest on standard output and write nothing")
    private static let force = Parameter<Bool>.flag("force", "Write over a manifest that is there already")

    static let command = Command(
        name: "init",
        about: "Look at the repository and write a first manifest, belay.yml",
        details: """
            It looks at Compose files, Kubernetes manifests, Dockerfiles, the remote and tags of git, \
            package.json, the configuration of proxies, and signs of Alembic, Django, Rails, Prisma, Knex, \
            Flyway and golang-migrate. Everything that it writes stands below a comment that says what the \
            guess was made from. Nothing is started, fetched or asked.
            """,
        parameters: [dryRun.row, force.row],
        examples: [
            .init(line: "belay init --dry-run", about: "See what would be written"),
            .init(
                line: "belay init && belay check", about: "Write it, and see what it thinks of the project"),
        ],
        waits: { _ in false }
    ) { invocation in
        let path = invocation.arguments[GlobalOptions.app] ?? ProjectFiles.manifestName
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let home = parts == [""] ? "/" : parts.joined(separator: "/")
        let folder = home.hasPrefix("/") ? home : "\(invocation.surroundings.folder)/\(home)"
        let sketch = ManifestSketch(of: RepositorySurvey(try RepositoryWalk.listing(of: folder)))
        guard !invocation.arguments[dryRun] else {
            invocation.printer.show(SketchReport(path: nil, sketch: sketch))
            return .done
        }
        try TextFile.write(sketch.text, to: path, over: invocation.arguments[force])
        invocation.printer.show(SketchReport(path: path, sketch: sketch))
        return .done
    }
}
