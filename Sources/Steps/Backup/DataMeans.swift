package import Ports
package import Updates

/// What steps that deal with data work with.
package struct DataMeans: Sendable {
    /// What all steps work with.
    package let means: Means
    /// Reaches what lies on the target; nil where nothing does.
    package let access: (any DataAccess)?
    /// Tells how old backups are.
    package let time: any Timekeeper
    /// How this program calls itself in the backups that it makes.
    package let belay: String

    /// Means of their parts.
    package init(_ means: Means, access: (any DataAccess)?, time: any Timekeeper, belay: String) {
        (self.means, self.access, self.time, self.belay) = (means, access, time, belay)
    }

    /// What the backups of a run's plan are made with.
    package func setting(of plan: Plan) -> BackupSetting {
        BackupSetting(
            manifest: plan.manifest, environment: plan.environmentName, project: plan.project, tools: self)
    }
}
