import Basis
import Updates

extension ComposeCheck {
    /// What a service waits for exists, runs, and can be asked for its health.
    func checkDependencies(of service: ComposeService, _ finding: inout ComposeFindings) {
        finding.path = "services.\(service.name.value)"
        for dependency in service.dependencies {
            let name = dependency.service
            if let other = self.service(named: name.value) {
                checkCondition(dependency, other, &finding)
            } else if let sleeper = sleeper(named: name.value) {
                guard dependency.isRequired else { continue }
                let profiles = sleeper.profiles.map(finding.lines.shown).joined(separator: ", ")
                finding.report(
                    .dormantService, "`\(finding.lines.shown(name))` runs only with the profile \(profiles)",
                    at: name.span)
            } else {
                reportUnknown(name, &finding)
            }
        }
    }

    private func checkCondition(
        _ dependency: ComposeDependency, _ other: ComposeService, _ finding: inout ComposeFindings
    ) {
        guard dependency.condition == .healthy else { return }
        let name = dependency.service
        if let check = other.healthcheck, !check.isActive {
            finding.report(
                .noHealthcheck,
                "`\(finding.lines.shown(name))` never becomes healthy: its check is switched off",
                at: name.span,
                remedy: "Switch the check on, or wait for `service_started`.")
        } else if other.healthcheck?.test == nil {
            finding.report(
                .noHealthcheck,
                "`\(finding.lines.shown(name))` has no healthcheck here; its image must have one",
                at: name.span,
                severity: .warning)
        }
    }

    private func reportUnknown(_ name: Located<String>, _ finding: inout ComposeFindings) {
        let all = project.services.map(\.name.value).sorted()
        var remedy = "The services are: \(all.prefix(20).joined(separator: ", "))."
        if let owner = project.services.first(where: { $0.containerName?.value == name.value }) {
            remedy = "It is the container name of `\(owner.name.value)`: write `\(owner.name.value)`."
        } else if let nearest = all.nearest(to: name.value) {
            remedy = "Did you mean `\(nearest)`?"
        }
        finding.report(
            .unknownService, "`\(finding.lines.shown(name))` is no service", at: name.span, remedy: remedy)
    }

    /// Nothing that there can be only one of is claimed twice.
    func checkUniqueness(_ finding: inout ComposeFindings) {
        var containers: [String: String] = [:]
        var ports = PortClaims()
        for service in project.services {
            finding.path = "services.\(service.name.value)"
            if let name = service.containerName {
                if let other = containers[name.value] {
                    finding.report(
                        .repeatedContainerName,
                        "`\(finding.lines.shown(name))` is the container of `\(other)` already",
                        at: name.span)
                }
                containers[name.value] = service.name.value
            }
            for port in service.networking.ports {
                guard let other = ports.claim(port, for: service.name.value) else { continue }
                let word = other == service.name.value ? "twice by this service" : "by `\(other)` already"
                finding.report(
                    .repeatedPort,
                    "the host's port\(finding.number(port.fixed, at: port.span)) is published \(word)",
                    at: port.span)
            }
        }
    }
}
