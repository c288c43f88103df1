package import Ports
package import Subprocesses

/// What steps work with: programs and requests from here, and the target's side of the same.
package struct Means: Sendable {
    /// Runs programs on this machine.
    package let launcher: Launcher
    /// What programs on this machine find in their environment, beside what Belay tells them: `PATH`, `HOME`.
    package let variables: [String: String]
    /// Sends requests from this machine.
    package let web: Web
    /// Keeps secrets.
    package let vault: any Vault
    /// The target.
    package let platform: any Platform
    /// Work in containers of its own.
    package let oneOffs: any OneOffs
    /// The containers themselves, where the target lets us see them.
    package let replicas: (any Replicas)?

    /// Means of their parts.
    package init(
        launcher: Launcher, variables: [String: String], web: Web, vault: any Vault, platform: any Platform,
        oneOffs: any OneOffs, replicas: (any Replicas)?
    ) {
        (self.launcher, self.variables, self.web, self.vault) = (launcher, variables, web, vault)
        (self.platform, self.oneOffs, self.replicas) = (platform, oneOffs, replicas)
    }
}
