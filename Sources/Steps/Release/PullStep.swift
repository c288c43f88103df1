internal import Basis
package import Ports
package import Updates

/// Fetches a release: the plan has pinned it, and here its files are laid out.
///
/// A checkout is written whole or not at all and never changed, so that doing it again does nothing, and
/// taking it back is not needed.
package struct PullStep: Performer {
    private let source: any ReleaseSource

    /// From a source.
    package init(from source: any ReleaseSource) { self.source = source }

    /// What was in force before.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        guard let before = situation.plan.world.release else { return Evidence() }
        var facts = ["version": before.version]
        facts["commit"] = before.commit
        return Evidence(facts: facts)
    }

    /// Lays out the files of the release.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        guard case .update(let release) = situation.plan.purpose else {
            throw ReleaseFailure(.noRelease, step.name, "the plan goes to no release")
        }
        let folder = try await source.checkout(release)
        return try Evidence(
            facts: ["version": release.version, "commit": release.commit],
            recording: PullRecord(release: release, checkout: folder))
    }

    /// Doing it again does no harm.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Nothing goes on without us.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// A checkout is in nobody's way.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// Nothing is left over.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}
}
