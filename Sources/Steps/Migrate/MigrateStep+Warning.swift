internal import Basis
internal import Ports
internal import Updates

extension MigrateStep {
    /// A preview that takes longer is not worth waiting for.
    private static let patience = Duration.seconds(120)

    /// Tells what of the SQL that is about to run may hurt. An expansion that takes something away is
    /// refused: old code still serves.
    func warn(of course: MigrationCourse, from revision: String) async throws {
        guard course.action.descent == nil, try await course.count() == nil, !course.isContraction,
            let engine = course.databases.first?.value.engine,
            let script = try await script(of: course, from: revision)
        else { return }
        let hazards = SchemaHazard.all(in: SQLStatement.all(in: script), on: engine)
        for hazard in hazards {
            course.fill.situation.leash.tell(
                .said(course.fill.scrub("\(hazard.code.rawValue): \(hazard.what): \(hazard.statement)")))
        }
        let taking = hazards.first { $0.code == .destroys || $0.code == .renames }
        if let taking, course.isExpansion, course.rules.compatible?.value != true {
            throw MigrateFailure.notExpanding(course.span, statement: course.fill.scrub(taking.statement))
        }
    }

    /// The SQL that going up would run; nil where nothing tells.
    func script(of course: MigrationCourse, from revision: String) async throws -> String? {
        let deadline = Deadline.after(MigrateStep.patience)
        if let files = try course.files() { return try await files.preview(deadline) }
        let aimed = course.aiming(at: revision)
        guard let line = aimed.preview(from: revision) else { return nil }
        let result = try await aimed.read(line, as: .preview, deadline: deadline)
        guard result.exitCode == 0 else {
            let why = result.lastWords(course.fill)
            course.fill.situation.leash.tell(.said("the SQL cannot be shown before it runs: \(why)"))
            return nil
        }
        return result.output
    }
}
