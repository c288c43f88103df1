internal import Basis
package import Ports
package import Updates

extension MigrateStep {
    /// The SQL that a step would run, and what of it may hurt; nil where nothing tells it. With a
    /// release, that is looked at as its files and images are: its image must be there, unless plain
    /// files say it all.
    ///
    /// It reads in containers of its own, which are gone afterwards.
    package func preview(of step: PlannedStep, in situation: Situation, tree: ReleaseTree? = nil) async throws
        -> SchemaPreview?
    {
        let course = try MigrationCourse(step, means, in: situation, tree: tree)
        guard let engine = course.databases.first?.value.engine else { return nil }
        do {
            let revision = try await SchemaReader(course: course).state().revision
            let script = try await script(of: course, from: revision ?? "")
            try await tidyUp(step, in: situation)
            return script.map { script in
                let script = course.fill.scrub(script)
                let hazards = SchemaHazard.all(in: SQLStatement.all(in: script), on: engine)
                return SchemaPreview(revision: revision, script: script, hazards: hazards)
            }
        } catch {
            try? await tidyUp(step, in: situation)
            throw error
        }
    }
}
