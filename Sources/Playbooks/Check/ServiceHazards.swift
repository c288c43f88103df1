import Basis
import Updates

/// What will hurt when the services of a Compose project are rolled, as far as it can be told without an
/// engine.
struct ServiceHazards {
    let project: ComposeProject
    let context: ServiceContext
    let lines: SourceLines
    private let replaced: Set<Span>
    /// The services in the order written, as rolls see them.
    let services: [RolledService]
    private let places: [String: Int]

    init(_ project: ComposeProject, in context: ServiceContext, lines: SourceLines, replaced: Set<Span>) {
        (self.project, self.context, self.lines, self.replaced) = (project, context, lines, replaced)
        let awaited = project.services.flatMap(\.dependencies).filter { $0.condition == .completed }
        let jobs = Set(awaited.map(\.service.value))
        services = project.services.map { RolledService($0, in: context, jobs: jobs) }
        places = Dictionary(services.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// The services of those names that there are.
    func services(named names: [Located<String>]) -> [RolledService] {
        names.compactMap { places[$0.value].map { services[$0] } }
    }

    var findings: [Diagnostic] {
        zip(project.services, services).flatMap { service, rolled -> [Diagnostic] in
            if rolled.isJob || rolled.name == context.switchService?.value { return [] }
            return ports(of: service) + health(of: service) + orders(of: service, rolled.reasons)
                + pauses(of: service, rolled.reasons)
        }
    }

    /// A number in words, unless it came of a variable.
    func number(_ number: Int, at span: Span) -> String { replaced.contains(span) ? "" : " \(number)" }

    func finding(_ code: ServiceCode, _ what: String, at span: Span, why: String? = nil) -> Diagnostic {
        Diagnostic(code, what, at: lines.place(span), why: why, severity: code.severity)
    }

    private func ports(of service: ComposeService) -> [Diagnostic] {
        let name = service.name.value
        var found: [Diagnostic] = []
        for port in service.networking.ports {
            guard let fixed = port.fixed else { continue }
            if let behind = context.switchPorts[fixed] {
                let what = "`\(name)` publishes port\(number(fixed, at: port.span)), where the switch listens"
                found.append(
                    finding(.portTaken, what, at: port.span, why: "it listens there for `\(behind)`"))
            } else if context.exclusive[name]?.value == nil, !context.databases.contains(name) {
                let what = "`\(name)` takes the host's port\(number(fixed, at: port.span))"
                let why = "a second container cannot take it as long as the first runs: each roll is a pause"
                found.append(finding(.fixedPort, what, at: port.span, why: why))
            }
        }
        return found
    }

    private func health(of service: ComposeService) -> [Diagnostic] {
        let name = service.name.value
        guard !context.proved.contains(name), !context.databases.contains(name) else { return [] }
        if let check = service.healthcheck {
            if check.isActive { return [] }
            let span = check.isDisabled?.span ?? check.test?.span ?? service.name.span
            return [finding(.noHealth, "the health check of `\(name)` is switched off", at: span)]
        }
        let why = "unless its image has one, a container counts as good as soon as it runs"
        return [
            finding(.noHealth, "nothing asks for the health of `\(name)`", at: service.name.span, why: why)
        ]
    }

    private func orders(of service: ComposeService, _ reasons: [Located<ExclusiveReason>]) -> [Diagnostic] {
        let name = service.name.value
        guard let update = service.deploy.update else { return [] }
        if let order = update.order, order.value == .startFirst {
            guard let reason = reasons.first else { return [] }
            let what = "`\(name)` cannot be started first: \(reason.value.words)"
            return [finding(.startFirstExclusive, what, at: order.span)]
        }
        guard update.order?.value == .stopFirst, reasons.isEmpty, let span = update.order?.span else {
            return []
        }
        if service.replicas == 1 {
            return [
                finding(.noSurge, "the one container of `\(name)` stops before the new one starts", at: span)
            ]
        }
        guard let parallelism = update.parallelism,
            parallelism.value == 0 || parallelism.value >= service.replicas, service.replicas > 1
        else { return [] }
        let what = "all \(service.replicas) containers of `\(name)` stop at once"
        return [finding(.allAtOnce, what, at: parallelism.span)]
    }

    /// Rule 12: who is stopped first, and why.
    private func pauses(of service: ComposeService, _ reasons: [Located<ExclusiveReason>]) -> [Diagnostic] {
        let told = reasons.first { reason in
            if case .fixedPort = reason.value { return false }
            return reason.value != .declared
        }
        guard let told else { return [] }
        let what = "`\(service.name.value)` never runs twice: \(told.value.words)"
        return [finding(.exclusive, what, at: told.span, why: "a roll stops it before it starts the new one")]
    }
}
