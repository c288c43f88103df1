internal import Basis
internal import Ports
internal import Steps
internal import Updates

/// What stands behind the ports for one environment.
struct TargetPorts: Sendable {
    /// The engine or the cluster.
    let platform: any Platform
    /// The claim on it.
    let lock: any TargetLock
    /// Where releases come from; nil if the manifest has no source.
    let releases: (any ReleaseSource)?
    /// What does steps.
    let performer: any Performer
    /// What judges conditions and gates.
    let judge: any Judge
    /// What knows everything that the way back to a release needs.
    let keeper: any ReleaseKeeper
    /// What backups are made with.
    let data: DataMeans
    /// What tells the SQL of migrations before it runs; nil where nothing can.
    var migrations: MigrateStep?
    /// What about the way to it should be looked at.
    var warnings: [Diagnostic] = []
    /// The releases that the target itself has written down, for whoever has no journal of them.
    var records: @Sendable () async throws -> [ReleaseRecord] = { [] }
}
