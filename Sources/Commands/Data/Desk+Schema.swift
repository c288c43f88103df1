internal import Basis
internal import Ports
internal import Steps
internal import Updates

extension Desk {
    /// Reading a schema and running a tool's preview take seconds; an image that must be fetched, minutes.
    private static let patience = Duration.seconds(300)

    /// What each migration of a plan would run, as far as anything tells it.
    func previews(of plan: Plan, tree: ReleaseTree? = nil) async throws -> [SchemaPreview] {
        guard let migrations = ports.migrations, let run = RunID(RandomName.text(length: 8)) else {
            return []
        }
        var all: [SchemaPreview] = []
        for step in plan.steps {
            guard case .migrate = step.action else { continue }
            let situation = Situation(
                run: run, epoch: Epoch(0), plan: plan, attempt: 1, before: nil, outcome: nil, history: [:],
                runOutcome: "", deadline: .after(Desk.patience), leash: ReadingLeash())
            if let preview = try await migrations.preview(of: step, in: situation, tree: tree) {
                all.append(preview)
            }
        }
        return all
    }
}

/// What only reads needs nobody's leave.
private struct ReadingLeash: Leash {
    func permit(_ act: String, lasting bound: Duration) async throws {}
    func tell(_ progress: Progress) {}
}
