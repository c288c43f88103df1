package import Basis
package import Ports
internal import Updates

/// Work that must happen once, each in a container of its own that nothing removes by itself.
package final class DockerOneOffs: OneOffs {
    /// What is kept of each channel: what a person reads of a migration, several times over.
    private static let outputLimit = ByteCount.kibibytes(256)
    private static let lines = 10_000
    /// How long a piece of work that is told to end may take before it is killed.
    private static let grace = Duration.seconds(10)
    /// Between two attempts to reach an engine that went away while it was waited for.
    private static let pause = Duration.seconds(1)

    private let site: DockerTargetSite
    private var engine: DockerEngine { site.engine }

    /// One-off work of a project.
    package init(_ site: DockerTargetSite) { self.site = site }

    /// Makes it under its name and starts it.
    package func start(_ work: OneOff, in situation: Situation) async throws {
        try await situation.leash.permit("start \(work.name)", lasting: DockerTargetSite.act)
        let opened = try await site.vault.open(work.blueprint.specification)
        guard let specification = ContainerSpecification(opened)?.once(work) else {
            throw DockerFailure(
                .badSpecification, at: "service \(work.blueprint.service)",
                why: "its record in the journal cannot be read by this version of Belay")
        }
        var labels = site.ownLabels
        labels.merge([
            ProjectLabels.project: site.project, ProjectLabels.service: work.blueprint.service,
            ProjectLabels.oneOff: "True", ProjectLabels.release: work.blueprint.release,
            ProjectLabels.run: "\(situation.run)", ProjectLabels.epoch: "\(situation.epoch)",
        ]) { $1 }
        let body = try await specification.body(resolving: site)
        let making = Making(
            site: site, name: work.name, specification: specification,
            body: body.made(of: work.blueprint.image, labelled: labels, restart: .no))
        let result = try await making.make {
            $0.labels[ProjectLabels.run] == labels[ProjectLabels.run] && $0.imageID == work.blueprint.image
        }
        // What ran once must not run again: its exit code is the evidence.
        if case .found(let found) = result, found.process.wasStarted { return }
        try await engine.start(work.name, by: .after(DockerTargetSite.act))
    }

    /// How it stands.
    package func standing(of name: String) async throws -> OneOffStanding {
        let details: ContainerDetails
        do throws(DockerFailure) {
            details = try await engine.container(name, by: .after(DockerTargetSite.look))
        } catch {
            if error.code == .noContainer { return .absent }
            throw error
        }
        if details.process.state.mayRun { return .running }
        guard details.process.wasStarted else { return .created }
        return .ended(try await result(of: details))
    }

    /// Waits for its end, across restarts of the engine.
    package func wait(for name: String, deadline: Deadline) async throws -> CommandResult {
        while true {
            do throws(DockerFailure) {
                _ = try await engine.wait(for: name, by: deadline)
                let details = try await engine.container(name, by: .after(DockerTargetSite.look))
                return try await result(of: details)
            } catch {
                if deadline.hasPassed { throw DeadlinePassed() }
                guard [.lost, .noEngine, .timedOut, .failed].contains(error.code) else { throw error }
                try await Task.sleep(for: DockerOneOffs.pause)
            }
        }
    }

    /// Ends it and makes sure that it is dead.
    package func end(_ name: String, deadline: Deadline) async throws {
        do throws(DockerFailure) {
            try await engine.stop(name, grace: DockerOneOffs.grace, by: deadline)
            _ = try await engine.wait(for: name, by: deadline)
        } catch {
            if error.code == .noContainer { return }
            throw error
        }
    }

    /// Removes it.
    package func remove(_ name: String) async throws {
        do throws(DockerFailure) {
            try await engine.remove(container: name, force: true, by: .after(DockerTargetSite.act))
        } catch {
            guard error.code == .noContainer else { throw error }
        }
    }

    private func result(of details: ContainerDetails) async throws(DockerFailure) -> CommandResult {
        let said = try await engine.said(
            by: details, lines: DockerOneOffs.lines, atMost: DockerOneOffs.outputLimit,
            by: .after(DockerTargetSite.look))
        return CommandResult(
            exitCode: details.process.exitCode, output: said.output, errors: said.errors)
    }
}

extension ContainerSpecification {
    /// The specification of a piece of work: nobody can reach it, nobody asks for its health.
    func once(_ work: OneOff) -> ContainerSpecification {
        var (one, body, host) = (self, self.body, self.body["HostConfig"] ?? [:])
        body["Cmd"] = .list(work.command.map { .secret(Secret($0)) })
        let added = work.variables.sorted { $0.key < $1.key }.map { EngineValue.assignment($0.key, $0.value) }
        if !added.isEmpty { body["Env"] = .list((body["Env"]?.elements ?? []) + added) }
        body["Healthcheck"] = ["Test": ["NONE"]]
        body["ExposedPorts"] = nil
        host["PortBindings"] = nil
        body["HostConfig"] = host
        body["NetworkingConfig"] = nil
        one.body = body
        one.networks = networks.mapValues { _ in [:] }
        one.labels = [:]
        one.inherited = []
        return one
    }
}
