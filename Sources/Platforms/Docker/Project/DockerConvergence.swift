internal import Basis
package import Ports
internal import Updates

/// Brings all services of a release up, in the order of their dependencies, and changes nothing that is as it
/// should be already.
///
/// For the first time that a project runs, and for what may be away for a moment: whoever must not be is
/// rolled instead.
package struct DockerConvergence: Sendable {
    /// Nobody waits longer for another's health or end, whatever its own check allows.
    private static let conditionPatience = Duration.seconds(300)

    private let platform: DockerPlatform
    private let replicas: DockerReplicas
    private var site: DockerTargetSite { platform.site }

    /// Brings a project up.
    package init(_ platform: DockerPlatform, _ replicas: DockerReplicas) {
        (self.platform, self.replicas) = (platform, replicas)
    }

    /// Brings everything up; the images must be there.
    package func bringUp(_ tree: ReleaseTree, in situation: Situation) async throws {
        try await platform.lay(tree, in: situation)
        let project = try await site.read(tree).project
        for service in DockerConvergence.ordered(project.services) {
            for dependency in service.dependencies {
                try await wait(for: dependency, of: service, among: project, in: situation)
            }
            guard let blueprint = try await platform.blueprints(of: [service.name.value], in: tree).first
            else { continue }
            try await bringUp(blueprint, isJob: DockerConvergence.isJob(service, in: project), in: situation)
        }
    }

    /// Services after those that they depend on. The reader has made sure that there is no circle.
    static func ordered(_ services: [ComposeService]) -> [ComposeService] {
        var (ordered, done) = ([ComposeService](), Set<String>())
        var rest = services
        while !rest.isEmpty {
            let names = Set(rest.map(\.name.value))
            let ready = rest.filter { service in
                service.dependencies.allSatisfy { !names.contains($0.service.value) }
            }
            // What is left is a circle, and its order is that of the file.
            let next = ready.isEmpty ? rest : ready
            ordered += next
            done.formUnion(next.map(\.name.value))
            rest.removeAll { done.contains($0.name.value) }
        }
        return ordered
    }

    /// Whether a service is meant to end: another waits for that.
    private static func isJob(_ service: ComposeService, in project: ComposeProject) -> Bool {
        project.services.contains { other in
            other.dependencies.contains {
                $0.service.value == service.name.value && $0.condition == .completed
            }
        }
    }

    private func bringUp(_ blueprint: Blueprint, isJob: Bool, in situation: Situation) async throws {
        let found = try await replicas.list([blueprint.service])
        for slot in 1...max(1, blueprint.replicas) where slot <= blueprint.replicas {
            let here = found.filter { $0.slot == slot }
            let fitting = here.first {
                $0.image == blueprint.image && $0.configuration == blueprint.configuration
                    && ($0.isRunning || isJob && $0.state == .exited(code: 0))
            }
            for other in here where other.id != fitting?.id && other.isRunning {
                try await stop(other, blueprint, in: situation)
            }
            if fitting == nil { try await make(blueprint, slot, isJob: isJob, in: situation) }
            for other in here where other.id != fitting?.id {
                try await replicas.remove(other.name)
            }
        }
        for extra in found where extra.slot > blueprint.replicas {
            if extra.isRunning { try await stop(extra, blueprint, in: situation) }
            try await replicas.remove(extra.name)
        }
    }

    private func make(
        _ blueprint: Blueprint, _ slot: Int, isJob: Bool, in situation: Situation
    ) async throws {
        let name = ReplicaName(
            service: blueprint.service, slot: slot, run: situation.run, epoch: situation.epoch,
            step: StepID("0"), attempt: situation.attempt)
        try await situation.leash.permit("start \(blueprint.service)", lasting: DockerTargetSite.act)
        let made = try await replicas.create(blueprint, as: name)
        let started = try await replicas.start(made.name)
        try await replicas.publish(started.name)
        if !isJob { try await replicas.setRestart(.declared, of: started.name) }
    }

    private func stop(_ replica: Replica, _ blueprint: Blueprint, in situation: Situation) async throws {
        try await situation.leash.permit("stop \(replica.name)", lasting: blueprint.grace)
        try await replicas.setRestart(.no, of: replica.name)
        try await replicas.stop(replica.name, grace: blueprint.grace)
    }

    /// Waits until a dependency's condition holds; events tell when to look again.
    private func wait(
        for dependency: ComposeDependency, of service: ComposeService, among project: ComposeProject,
        in situation: Situation
    ) async throws {
        let name = dependency.service.value
        guard project.services.contains(where: { $0.name.value == name }) else { return }
        if dependency.condition == .started { return }
        let events = EngineEvents(
            of: site.engine,
            labelled: [
                "\(ProjectLabels.project)=\(site.project)", "\(ProjectLabels.service)=\(name)",
                "\(ProjectLabels.oneOff)=False",
            ], by: min(situation.deadline, .after(DockerConvergence.conditionPatience)))
        while true {
            let containers: [ContainerSummary] =
                switch try await events.next() {
                case .standing(let all): all
                case .event: try await events.look()
                }
            switch DockerConvergence.standing(of: containers, under: dependency.condition) {
            case .holds: return
            case .open: continue
            case .failed(let why):
                guard dependency.isRequired else { return }
                throw DockerFailure(
                    .notRunning, at: "service \(name)", why: "\(service.name.value) waits for it: \(why)")
            }
        }
    }

    /// What has become of a condition.
    enum ConditionStanding: Equatable {
        case holds, open
        case failed(String)
    }

    static func standing(
        of containers: [ContainerSummary], under condition: ComposeDependency.Condition
    ) -> ConditionStanding {
        guard !containers.isEmpty else { return .open }
        let ended = containers.filter { $0.state == .exited || $0.state == .dead }
        switch condition {
        case .started: return .holds
        case .healthy:
            if let one = ended.first { return .failed("it ended with exit code \(one.exitCode ?? 0)") }
            if containers.contains(where: { $0.health == .unhealthy }) {
                return .failed("its health check fails")
            }
            if containers.contains(where: { $0.health == .none && $0.state == .running }) {
                return .failed("it has no health check")
            }
            return containers.allSatisfy { $0.health == .healthy } ? .holds : .open
        case .completed:
            if let one = ended.first(where: { $0.exitCode != 0 }) {
                return .failed("it ended with exit code \(one.exitCode ?? -1)")
            }
            return ended.count == containers.count ? .holds : .open
        }
    }
}
