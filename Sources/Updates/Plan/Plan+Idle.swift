extension Plan {
    /// Whether the release that is asked for is the one in force and everything runs as it wants: an update
    /// of that kind has nothing to do.
    package var changesNothing: Bool {
        guard case .update(let release) = purpose, world.openRun == nil,
            world.release?.commit == release.commit
        else { return false }
        return steps.allSatisfy { step in
            switch step.action {
            case .roll, .scale: step.changes.allSatisfy { $0.hasSuffix(": nothing to change") }
            case .pull, .build, .backup, .migrate, .probe, .verify, .notify: true
            default: false
            }
        }
    }
}
