internal import Basis
package import Ports
internal import Seals
package import Updates

/// Builds the images of a release, or has them fetched, and pins each by its id.
///
/// An image is named after everything that goes into it. What did not change since an earlier release has its
/// image already, and so has what was built before Belay was killed.
package struct BuildStep: Performer {
    /// Below this a build fails half-way more often than not, and takes the machine with it.
    private static let room = ByteCount.mebibytes(512)

    private let images: any Images
    private let source: (any ReleaseSource)?

    /// With an engine's images; `source` tells what changed.
    package init(_ images: any Images, source: (any ReleaseSource)?) {
        (self.images, self.source) = (images, source)
    }

    /// Makes sure of the room.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        if let free = try await images.freeSpace(), free < BuildStep.room {
            throw ReleaseFailure(
                .noRoom, step.name, "there is no room to build", why: "\(free) are free of \(BuildStep.room)")
        }
        return Evidence()
    }

    /// Has every service's image at hand.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        guard case .build(let action) = step.action else { throw WrongStep(step.name) }
        guard let tree = try situation.releaseTree() else {
            throw ReleaseFailure(.noTree, step.name, "no step before has pulled a release")
        }
        var ids: [String: String] = [:]
        var tags: [String] = []
        var facts: [String: String] = [:]
        let named = Set(action.services.map(\.value))
        let origins = try await images.origins(in: tree)
        for (index, origin) in origins.enumerated() where named.isEmpty || named.contains(origin.service) {
            situation.leash.tell(.counted("image of \(origin.service),", done: index + 1, of: origins.count))
            let made = try await image(of: origin, by: action, in: tree, situation)
            ids[origin.service] = made.id
            facts[origin.service] = made.id
            if let tag = made.tag { tags.append(tag) }
        }
        return try Evidence(facts: facts, recording: BuildRecord(images: ids, tags: tags))
    }

    private func image(
        of origin: ImageOrigin, by action: BuildAction, in tree: ReleaseTree, _ situation: Situation
    ) async throws -> (id: String, tag: String?) {
        guard let recipe = origin.recipe, action.origin == .source else {
            let isFetched = action.origin == .registry
            let known = isFetched ? nil : try await images.id(of: origin.reference)
            if let known { return (known, nil) }
            return (try await images.pull(origin.reference, in: situation), nil)
        }
        let tag = try await name(for: origin, recipe, in: tree, situation)
        if let known = try await images.id(of: tag) {
            situation.leash.tell(.said("\(origin.service): nothing changed, its image is kept"))
            return (known, tag)
        }
        let id = try await images.build(origin.service, in: tree, tag: tag, in: situation)
        if action.push {
            try await images.keep(id, as: origin.reference)
            _ = try await images.push(origin.reference, in: situation)
        }
        return (id, tag)
    }

    /// A name that only the same inputs have.
    private func name(
        for origin: ImageOrigin, _ recipe: ImageOrigin.Recipe, in tree: ReleaseTree, _ situation: Situation
    ) async throws -> String {
        var content: String?
        if let folder = recipe.folder, let source {
            content = try await source.fingerprint(of: folder, in: tree.release)
        }
        // What cannot be told apart by its content is told apart by its run.
        let parts = [recipe.fingerprint, content ?? "run \(situation.run)"]
        let hash = SHA256.digest(of: Array(parts.joined(separator: "\n").utf8)).short
        let owner = "\(situation.plan.manifest.app.value)-\(situation.plan.environmentName)".lowercased()
        return "belay/\(owner)/\(origin.service.lowercased()):\(hash)"
    }

    /// An image is named after what it is made of: what is there is done, and the rest is done again.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// The builder ends with its request.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// An image is in nobody's way.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// Images of earlier releases are kept for the way back; `prune` removes them.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}
}
