internal import Basis
internal import Updates

/// The maintenance window of an environment, held against moments (rule 34).
struct OpenWindow: Sendable {
    private let window: MaintenanceWindow
    private let zone: ZoneRules

    /// The window of an environment; nil if it has none. Throws if the machine lacks its time zone.
    init?(of environment: Environment) throws(Failure) {
        guard let window = environment.window?.value else { return nil }
        self.window = window
        zone = try ZoneFile.rules(of: window.zone)
    }

    /// When it opens, as people read it; nil while it is open.
    func opening(at moment: Int64) -> String? {
        if window.isOpen(at: moment, offset: zone.offset(at: moment)) { return nil }
        let next = window.opening(after: moment, offset: zone.offset(at:))
        return (next.map { "\(Moment(milliseconds: $0)) " } ?? "") + "(\(window.words))"
    }
}

extension Desk {
    /// Refuses to start outside the window what changes anything. The way back is never refused: whoever
    /// needs it needs it now.
    func refuseOutsideWindow(_ plan: Plan) throws(Failure) {
        guard plan.steps.contains(where: { $0.nature != .harmless }),
            let window = try OpenWindow(of: plan.environment),
            let opens = window.opening(at: SystemTime().now)
        else { return }
        let what = "the maintenance window of \(plan.environmentName) is closed, and opens \(opens)"
        throw Failure(
            problems: [Diagnostic(CommandCode.windowClosed, what, at: .thing(plan.environmentName))],
            exit: .paused)
    }
}
