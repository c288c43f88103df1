package import Ports
package import Subprocesses
package import Updates

/// What steps and commands that deal with data work with.
package struct DataMeans: Sendable {
    /// Runs programs on this machine.
    package let launcher: Launcher
    /// What programs on this machine find in their environment.
    package let variables: [String: String]
    /// Sends requests from this machine.
    package let web: Web
    /// Keeps secrets.
    package let vault: any Vault
    /// The containers themselves, where the target lets us see them.
    package let replicas: (any Replicas)?
    /// Reaches what lies on the target; nil where nothing does.
    package let access: (any DataAccess)?
    /// Tells how old backups are.
    package let time: any Timekeeper
    /// How this program calls itself in the backups that it makes.
    package let belay: String

    /// Means of their parts.
    package init(
        launcher: Launcher, variables: [String: String], web: Web, vault: any Vault,
        replicas: (any Replicas)?, access: (any DataAccess)?, time: any Timekeeper, belay: String
    ) {
        (self.launcher, self.variables, self.web, self.vault) = (launcher, variables, web, vault)
        (self.replicas, self.access, self.time, self.belay) = (replicas, access, time, belay)
    }

    /// Means of which most are those of all steps.
    package init(_ means: Means, access: (any DataAccess)?, time: any Timekeeper, belay: String) {
        self.init(
            launcher: means.launcher, variables: means.variables, web: means.web, vault: means.vault,
            replicas: means.replicas, access: access, time: time, belay: belay)
    }

    /// What the backups of a run's plan are made with.
    package func setting(of plan: Plan) -> BackupSetting {
        BackupSetting(
            manifest: plan.manifest, environment: plan.environmentName, project: plan.project, tools: self)
    }
}
