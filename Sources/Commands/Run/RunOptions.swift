internal import Basis
internal import Updates

/// What may be said of any run on the command line.
struct RunOptions: Sendable {
    static let yes = Parameter<Bool>.flag("yes", letter: "y", "Agree to what the environment asks for")
    static let skip = Parameter<[String]>.options(
        "skip", "STEP", "Leave a step out; never a backup before a migration")
    static let reason = Parameter<String?>.option("reason", "TEXT", "Why, for the records")
    static let ticket = Parameter<String?>.option(
        "ticket", "TEXT", "A ticket or change number, for the records")

    private let skipped: [String]
    private let reason: String?
    /// Whether somebody agreed beforehand.
    let hasAgreed: Bool
    /// What the records keep beside the name: the ticket, and why something was left out.
    var ticket: String? {
        let words = [ticketText, reason.map { "skipped \(skipped.joined(separator: ", ")): \($0)" }]
        let text = words.compactMap { $0 }.joined(separator: "; ")
        return text.isEmpty ? nil : text
    }
    private let ticketText: String?

    /// The same with why something was let through that would be refused.
    func ticket(overriding reason: String?) -> String? {
        let text = [ticket, reason.map { "overridden: \($0)" }].compactMap { $0 }.joined(separator: "; ")
        return text.isEmpty ? nil : text
    }

    /// What the command line says. Throws if something is left out and nobody says why.
    init(_ invocation: Invocation) throws(Failure) {
        skipped = invocation.arguments[RunOptions.skip]
        reason = invocation.arguments[RunOptions.reason]
        hasAgreed = invocation.arguments[RunOptions.yes]
        ticketText = invocation.arguments[RunOptions.ticket]
        guard skipped.isEmpty || reason != nil else {
            let what = "a step is left out, and nobody says why"
            throw .wrongInput([
                Diagnostic(
                    CommandCode.cannotSkip, what, at: .commandLine, remedy: "Add `--reason TEXT`.")
            ])
        }
    }

    /// The plan without what is left out; nil if it has nothing to do.
    func applied(to plan: Plan) throws(Failure) -> Plan? {
        var plan = plan
        for name in skipped {
            guard
                let step = (plan.steps + plan.always).first(where: { $0.name == name || $0.id.text == name })
            else {
                let nearest = plan.steps.map(\.name).nearest(to: name)
                throw .wrongInput([
                    Diagnostic(
                        CommandCode.cannotSkip, "the plan has no step `\(name)`", at: .commandLine,
                        remedy: nearest.map { "Did you mean `\($0)`?" })
                ])
            }
            guard let rest = plan.without(step.id) else {
                let what = "`\(name)` is never left out"
                let why = "it is what a failed migration goes back to"
                throw .wrongInput([
                    Diagnostic(CommandCode.cannotSkip, what, at: .thing("step \(step.id)"), why: why)
                ])
            }
            plan = rest
        }
        return plan.changesNothing ? nil : plan
    }

    /// Asks for a person's agreement where the environment wants one.
    func confirm(_ plan: Plan, for invocation: Invocation) throws(Failure) {
        guard plan.environment.confirm?.value == true, !hasAgreed else { return }
        let what = "\(plan.environmentName) asks for a person's agreement"
        let problem = Diagnostic(CommandCode.notConfirmed, what, at: .thing(plan.environmentName))
        throw Failure(problems: [problem], exit: .paused)
    }
}
