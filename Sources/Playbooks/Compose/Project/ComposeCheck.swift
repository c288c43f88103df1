import Basis
import Updates

/// What can only be judged when the whole project is known.
struct ComposeCheck {
    let project: ComposeProject
    let lines: ComposeLines
    private let names: [String: ComposeService]
    private let dormant: [String: ComposeService]

    init(project: ComposeProject, lines: ComposeLines) {
        (self.project, self.lines) = (project, lines)
        names = Dictionary(project.services.map { ($0.name.value, $0) }) { first, _ in first }
        dormant = Dictionary(project.dormant.map { ($0.name.value, $0) }) { first, _ in first }
    }

    /// A service that runs.
    func service(named name: String) -> ComposeService? { names[name] }

    /// A service that no active profile starts.
    func sleeper(named name: String) -> ComposeService? { dormant[name] }

    func check(_ reading: inout ComposeReading) {
        var finding = ComposeFindings(lines: lines)
        checkDeclarations(&finding)
        for service in project.services {
            checkImage(service, &reading)
            checkService(service, &finding)
            checkDependencies(of: service, &finding)
        }
        checkUniqueness(&finding)
        checkExternals(&finding)
        ComposeCycle(services: project.services).report(&finding)
        for problem in finding.problems { reading.keep(problem) }
    }

    private func checkService(_ service: ComposeService, _ finding: inout ComposeFindings) {
        finding.path = "services.\(service.name.value)"
        if service.image == nil, service.build == nil {
            finding.report(.noImage, "the service has no image and no build", at: service.name.span)
        }
        if let build = service.build, build.context == nil, build.inlineDockerfile == nil {
            finding.report(
                .noImage, "the build has no context", at: service.name.span,
                remedy: "Write `context: .` under `build:`.")
        }
        checkNetwork(service, &finding)
        checkLimits(service, &finding)
        checkScale(service, &finding)
        checkTargets(service, &finding)
    }

    /// A name that somebody else can let mean another image; what is built here bears its own.
    private func checkImage(_ service: ComposeService, _ reading: inout ComposeReading) {
        guard service.build == nil, let image = service.image, let reference = ImageReference(image.value),
            !reference.isPinned, reference.tag == nil || reference.tag == "latest"
        else { return }
        let reason = reference.tag == nil ? "has no tag, which means `latest`" : "is `latest`, which moves"
        let what = "services.\(service.name.value): the image `\(lines.shown(image))` \(reason)"
        reading.hurts(.mutableImage, what, at: lines.place(image.span))
    }

    private func checkNetwork(_ service: ComposeService, _ finding: inout ComposeFindings) {
        guard let mode = service.networking.mode else { return }
        if let network = service.networking.attachments.first {
            finding.report(
                .networkConflict, "`network_mode` and `networks` exclude one another",
                at: network.network.span,
                remedy: "Keep one of them.")
        }
        if let port = service.networking.ports.first {
            switch mode.value {
            case .host:
                finding.report(
                    .networkConflict, "ports have no effect with `network_mode: host`", at: port.span,
                    remedy: "Remove `ports`: the service already listens on the host.", severity: .warning)
            case .service, .container:
                finding.report(
                    .networkConflict, "ports cannot be published from another container's network",
                    at: port.span, remedy: "Publish them where the network belongs.")
            default: break
            }
        }
    }

    private func checkLimits(_ service: ComposeService, _ finding: inout ComposeFindings) {
        let (own, deploy) = (service.limits, service.deploy.limits)
        let pairs: [(String, Span?, Bool)] = [
            (
                "mem_limit", own.memory?.span,
                own.memory?.value == deploy?.memory?.value || deploy?.memory == nil
            ),
            (
                "cpus", own.processors?.span,
                own.processors?.value == deploy?.processors?.value || deploy?.processors == nil
            ),
            (
                "pids_limit", own.processes?.span,
                own.processes?.value == deploy?.processes?.value || deploy?.processes == nil
            ),
        ]
        for case (let key, .some(let span), false) in pairs {
            finding.report(
                .limitConflict, "`\(key)` and `deploy.resources.limits` say different things", at: span)
        }
    }

    private func checkScale(_ service: ComposeService, _ finding: inout ComposeFindings) {
        if let scale = service.scale, let replicas = service.deploy.replicas, scale.value != replicas.value {
            finding.report(
                .scaleConflict, "`scale` and `deploy.replicas` say different numbers", at: scale.span)
        }
        guard service.replicas > 1 else { return }
        if let name = service.containerName {
            finding.report(
                .scaleConflict, "several containers cannot all be called `\(finding.lines.shown(name))`",
                at: name.span, remedy: "Remove `container_name`, or run one.")
        }
        if let port = service.networking.ports.first(where: { $0.fixed != nil }), let fixed = port.fixed {
            finding.report(
                .scaleConflict,
                "several containers cannot all publish port\(finding.number(fixed, at: port.span))",
                at: port.span,
                remedy: "Give a range, leave the host's port out, or run one.")
        }
    }

    private func checkTargets(_ service: ComposeService, _ finding: inout ComposeFindings) {
        var seen = Set(service.mounts.map(\.target.value))
        for memory in service.temporaryFileSystems {
            let target = ComposePath.clean(String(memory.value.prefix { $0 != ":" }))
            if !seen.insert(target).inserted {
                finding.report(
                    .repeatedTarget, "`\(finding.lines.shown(memory))` is mounted already", at: memory.span)
            }
        }
    }
}
