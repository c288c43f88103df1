import Basis
import Updates

extension DeploymentCheck {
    /// Rolls that would be refused, or take away more than they need.
    static let rolls: Rule = { deployed in
        guard let compose = deployed.compose else { return [] }
        let hazards = deployed.hazards(of: compose)
        return deployed.rolls.flatMap { step, roll in
            hazards.refusals(of: roll, at: step.span) + hazards.orders(of: roll, at: step.span)
        }
    }

    /// Requests that are given longer than their container.
    static let drains: Rule = { deployed in
        deployed.rolls.flatMap { _, roll -> [Diagnostic] in
            guard let drain = roll.drain else { return [] }
            return deployed.gracePeriods.filter { grace in
                let isMeant = roll.services.isEmpty || roll.services.contains { $0.value == grace.service }
                return isMeant && grace.period < drain.value
            }.map { grace in
                let what = "`\(grace.service)` is killed \(grace.period.text) after it is told to stop"
                let why = "the roll gives its requests \(drain.value.text)"
                return deployed.finding(.shortGrace, what, at: grace.span ?? drain.span, why: why)
            }
        }
    }
}

extension ServiceHazards {
    /// What a roll does not do, or not without being allowed to.
    fileprivate func refusals(of roll: RollAction, at span: Span) -> [Diagnostic] {
        guard roll.strategy?.value.replaces ?? true else { return [] }
        var found: [Diagnostic] = []
        if let own = context.switchService, !roll.allowsDowntime,
            let named = roll.services.first(where: { $0.value == own.value })
        {
            let what = "`\(own.value)` is the switch in front of the others"
            found.append(finding(.switchInRoll, what, at: named.span))
        }
        if roll.services.count > 1 {
            for name in roll.services where context.databases.contains(name.value) {
                let what = "`\(name.value)` is a database and is rolled with others"
                found.append(finding(.databaseInRoll, what, at: name.span))
            }
        }
        if roll.strategy?.value == .canary, !context.hasSwitch {
            let what = "nothing here can give the new side a share of the traffic"
            found.append(finding(.canaryWithoutSwitch, what, at: roll.strategy?.span ?? span))
        }
        guard !roll.allowsDowntime else { return found }
        for service in services(of: roll) where service.takesPort {
            let place = roll.services.first { $0.value == service.name }?.span ?? span
            let what = "`\(service.name)` cannot be rolled without a pause: it takes a port of the host"
            found.append(finding(.downtimeNotAllowed, what, at: place))
        }
        return found
    }

    /// An order of the roll that the services cannot follow, or that takes away more than it must.
    fileprivate func orders(of roll: RollAction, at span: Span) -> [Diagnostic] {
        guard let order = roll.order, roll.strategy?.value.replaces ?? true else { return [] }
        return services(of: roll).flatMap { service -> [Diagnostic] in
            let (name, reasons) = (service.name, service.reasons)
            switch order.value {
            case .startFirst:
                guard let reason = reasons.first, !roll.services.isEmpty else { return [] }
                let what = "`\(name)` cannot be started first: \(reason.value.words)"
                return [finding(.startFirstExclusive, what, at: order.span)]
            case .stopFirst:
                guard reasons.isEmpty, !roll.allowsDowntime else { return [] }
                if service.replicas == 1 {
                    let what = "the one container of `\(name)` stops before the new one starts"
                    return [finding(.noSurge, what, at: order.span)]
                }
                guard let parallelism = roll.parallelism, parallelism.value >= service.replicas else {
                    return []
                }
                let what = "all \(service.replicas) containers of `\(name)` stop at once"
                return [finding(.allAtOnce, what, at: parallelism.span)]
            }
        }
    }

    /// The services that a roll means: those that it names, or all but databases, jobs and the switch.
    private func services(of roll: RollAction) -> [RolledService] {
        guard roll.services.isEmpty else { return services(named: roll.services) }
        return services.filter { service in
            !service.isJob && !context.databases.contains(service.name)
                && service.name != context.switchService?.value
        }
    }
}

extension RollAction.Strategy {
    /// Whether containers are replaced while others serve.
    fileprivate var replaces: Bool {
        switch self {
        case .rolling, .blueGreen, .canary: true
        case .recreate, .restart, .start, .stop: false
        }
    }
}

extension DeployedProject {
    /// The rolls of the playbooks in use.
    fileprivate var rolls: [(Step, RollAction)] {
        project.playbooksInUse.flatMap(\.allSteps).compactMap { step in
            guard case .roll(let roll) = step.action else { return nil }
            return (step, roll)
        }
    }

    /// How long each service may take to stop, and where that is written.
    fileprivate var gracePeriods: [(service: String, period: Duration, span: Span?)] {
        /// What an engine gives a container that says nothing.
        let usual = Duration.seconds(10)
        switch reading.target {
        case .compose(let compose):
            return compose.services.map { service in
                let period = service.process.stopGracePeriod
                return (service.name.value, period?.value ?? usual, period?.span)
            }
        case .kubernetes(let objects):
            return objects.compactMap { object in
                guard let workload = object.workload, workload.kind.isLasting else { return nil }
                let seconds = workload.template.graceSeconds
                return (
                    object.name.value, .seconds(seconds),
                    workload.template.terminationGracePeriodSeconds?.span
                )
            }
        case nil: return []
        }
    }
}
