package import Updates

/// A run in a line, as lists show it.
package struct RunSummary: Hashable, Sendable, Codable {
    /// Which run.
    package let run: RunID
    /// On what.
    package let scope: Scope
    /// The playbook.
    package let playbook: String
    /// The release that it was for, if any.
    package let version: String?
    /// How it stands.
    package let standing: Standing
    /// Who started it.
    package let requester: Requester
    /// When it began, in milliseconds since 1970.
    package let began: Int64
    /// When its last entry was written.
    package let latest: Int64
    /// The machine that finishes it.
    package let machine: Int

    /// A summary of its parts.
    package init(
        run: RunID, scope: Scope, playbook: String, version: String?, standing: Standing,
        requester: Requester, began: Int64, latest: Int64, machine: Int
    ) {
        (self.run, self.scope, self.playbook, self.version) = (run, scope, playbook, version)
        (self.standing, self.requester) = (standing, requester)
        (self.began, self.latest, self.machine) = (began, latest, machine)
    }
}
