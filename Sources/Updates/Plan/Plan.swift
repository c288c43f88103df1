package import Basis

/// What a run will do, in order, each step beside its reverse. A run stores it and reads no file again.
package struct Plan: Hashable, Sendable, Codable {
    /// What a run is for.
    package enum Purpose: Hashable, Sendable, Codable {
        /// To another release.
        case update(to: PinnedRelease)
        /// Back to a recorded one, with everything that makes its containers.
        case rollback(to: ReleaseRecord)
        /// The running world becomes the first release.
        case adoption
        /// Whatever the playbook says; the release stays.
        case other
    }

    /// What it is for.
    package let purpose: Purpose
    /// The playbook's name.
    package let playbook: String
    /// The environment's name.
    package let environmentName: String
    /// The manifest, already overlaid by the environment.
    package let manifest: Manifest
    /// The environment.
    package let environment: Environment
    /// The folder of the manifest, absolute: `.env`, secret files and writable binds are looked up there.
    package let project: String
    /// The target as it was found.
    package let world: World
    /// The steps in order.
    package let stages: [Stage]
    /// The steps that are done last in any outcome, in order.
    package let always: [PlannedStep]
    /// What is to be said of it before it begins, beyond the steps: pauses, a way back that is not there.
    package var warnings: [Diagnostic] = []

    /// A plan of its parts.
    package init(
        purpose: Purpose, playbook: String, environmentName: String, manifest: Manifest,
        environment: Environment, project: String, world: World, stages: [Stage], always: [PlannedStep]
    ) {
        (self.purpose, self.playbook, self.environmentName) = (purpose, playbook, environmentName)
        (self.manifest, self.environment, self.project) = (manifest, environment, project)
        (self.world, self.stages, self.always) = (world, stages, always)
    }

    /// Every step but those that are done last, in order.
    package var steps: [PlannedStep] { stages.flatMap(\.steps) }
}
