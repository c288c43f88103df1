package import Basis

/// What a step can do: the kinds of step, each with its own keys.
package indirect enum Action: Hashable, Sendable, Codable {
    /// Back up databases and files.
    case backup(BackupAction)
    /// Bring data back from a backup.
    case restore(RestoreAction)
    /// Fetch a release and pin it.
    case pull(version: Template)
    /// Build images, or take them from a registry.
    case build(BuildAction)
    /// Bring the schema to that of the release.
    case migrate(MigrateAction)
    /// Replace, stop or start containers.
    case roll(RollAction)
    /// Run so many of each service.
    case scale([ScaleAction])
    /// Run a command.
    case command(CommandAction)
    /// Run SQL on a database.
    case sql(SQLAction)
    /// Send a request.
    case http(HTTPQuestion)
    /// Tell people.
    case notify(NotifyAction)
    /// Wait for a person.
    case approve(ApproveAction)
    /// A step that is only a gate.
    case probe(Gate)
    /// Run another playbook.
    case call(playbook: Located<String>, with: [Named<Template>])
    /// Prove a backup.
    case verify(VerifyAction)
    /// Remove what is no longer needed.
    case prune(PruneAction)
    /// Several steps side by side.
    case together([Step])
    /// Steps that are done last in any outcome.
    case always([Step])
}
