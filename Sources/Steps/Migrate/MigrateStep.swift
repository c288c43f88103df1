internal import Basis
package import Ports
package import Updates

/// Brings the schema of databases to that of a release, and back.
///
/// The commands run in containers of their own, made after the release's new image, under names by which they
/// are found again: whatever dies meanwhile, a migration runs once (safety 2 and 4). What was before is
/// written down first: the revision, and a fingerprint of the structure (safety 23).
package struct MigrateStep: Performer {
    /// What reading takes, beyond the act itself.
    private static let reading = Duration.seconds(60)

    let means: Means
    let images: (any Images)?
    let anchor: (any DataAnchor)?

    /// With these means; `images` keep the image that ran, `anchor` brings data back from a backup.
    package init(_ means: Means, images: (any Images)?, anchor: (any DataAnchor)?) {
        (self.means, self.images, self.anchor) = (means, images, anchor)
    }

    /// Reads the schema as it is, and what is about to be done to it.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let course = try MigrationCourse(step, means, in: situation)
        let state = try await SchemaReader(course: course).state()
        // Filled once for nothing, so that what cannot be run fails before anything is touched.
        let aimed = course.aiming(at: state.revision ?? "")
        for (_, work) in try await aimed.work() {
            if case .line(let line) = work { _ = try await ReadyLine(line, aimed.fill) }
        }
        try await warn(of: course, from: state.revision ?? "")
        return try await evidence(of: state, course, [:])
    }

    /// Runs the migrations to their end.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let course = try MigrationCourse(step, means, in: situation).forActing()
        var said = ""
        for (part, work) in try await course.work() {
            let result = try await course.run(work, part, situation.deadline)
            guard result.exitCode == 0 else { throw try await failure(result, course, situation) }
            said += result.output
        }
        return try await done(said, course, situation)
    }

    /// Looks for the containers under their names; what this machine ran, the schema itself tells.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        let course = try MigrationCourse(step, means, in: situation).forActing()
        var said = ""
        for part in try await course.parts() {
            switch try await course.trail(part).find() {
            case .running: return .running
            case .nothing: return .absent
            case .noTrace: return try await told(course, situation)
            case .ended(let result):
                guard result.exitCode == 0 else {
                    return .done(.failed(try await failure(result, course, situation).diagnostic))
                }
                said += result.output
            }
        }
        return .done(.done(try await done(said, course, situation)))
    }

    /// Waits for what still runs under its name, or ends it at the deadline.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        let course = try MigrationCourse(step, means, in: situation).forActing()
        for part in try await course.parts() {
            try await course.trail(part).settle(by: situation.deadline)
        }
        return try await observe(step, in: situation)
    }

    /// Removes the containers that the step left as evidence.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        let course = try MigrationCourse(step, means, in: situation)
        try await course.trail(.act).removeAll(
            of: step, in: situation, parts: [.act, .contraction, .undo, .now, .preview])
    }
}

// MARK: What is found and left

extension MigrateStep {
    /// The evidence of a schema. Whoever comes after needs the container's whole blueprint.
    private func evidence(
        of state: SchemaState, _ course: MigrationCourse, _ facts: [String: String]
    ) async throws -> Evidence {
        let situation = course.fill.situation
        let record = MigrationRecord(
            state: state, blueprint: try await course.blueprint(),
            checkout: try course.action.descent?.from.checkout ?? situation.releaseTree()?.checkout,
            isContracted: course.isContraction, time: situation.now)
        return try Evidence(facts: state.facts.merging(facts) { $1 }, recording: record)
    }

    /// The evidence of a migration that went through, with its image kept for the way back.
    private func done(_ said: String, _ course: MigrationCourse, _ situation: Situation) async throws
        -> Evidence
    {
        let state = try await SchemaReader(course: course).state()
        if let descent = course.action.descent, let wanted = descent.fingerprint,
            let found = state.fingerprint, found != wanted
        {
            throw MigrateFailure.notBack(course.span, left: ["its fingerprint is \(found), not \(wanted)"])
        }
        if let images, let blueprint = try await course.blueprint(), course.action.descent == nil {
            try await images.keep(blueprint.image, as: SchemaImage.tag(of: situation.plan))
        }
        let output = course.fill.scrub(String(said.suffix(4096)))
        return try await evidence(of: state, course, ["output": output])
    }

    /// What a migration that failed left standing, in words.
    private func failure(_ result: CommandResult, _ course: MigrationCourse, _ situation: Situation)
        async throws -> MigrateFailure
    {
        let before = try situation.before?.record(as: MigrationRecord.self, of: course.fill.step.name)?.state
        let now = try await SchemaReader(course: course).state()
        return .failed(
            course.span, code: result.exitCode, said: result.lastWords(course.fill),
            left: before.map { now.differences(from: $0) } ?? [])
    }

    /// What the schema tells of work on this machine, of which nothing else is left.
    private func told(_ course: MigrationCourse, _ situation: Situation) async throws -> Observation {
        let before = try situation.before?.record(as: MigrationRecord.self, of: course.fill.step.name)?.state
        let now = try await SchemaReader(course: course).state()
        guard let before, let isSame = now.isSame(as: before) else {
            return .unclear("the migration may have run, and nothing would tell")
        }
        return isSame
            ? .absent
            : .unclear("the schema changed: \(MigrateFailure.list(now.differences(from: before)))")
    }
}

extension MigrationCourse {
    /// The same, with `before.revision` being what the step goes to where it goes back.
    func forActing() -> MigrationCourse { action.descent.map { aiming(at: $0.revision) } ?? self }
}
