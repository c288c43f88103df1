package import Basis
package import Ports
package import Updates

/// The containers of a Compose project, one small act at a time.
package final class DockerReplicas: Replicas {
    /// How many changes wait for somebody who is slow to take them; what is dropped comes with the next list.
    private static let unread = 256
    /// A run is watched for no longer.
    private static let watch = Duration.seconds(86_400)
    /// Lines of a container's last words: some screens of them.
    private static let lastLines = 200

    let site: DockerTargetSite
    private let known = Guarded<[String: ReplicaFacts]>([:])
    /// Of containers that have their names from their start: whether they were let in, as we were told.
    private let admitted = Guarded<[String: Bool]>([:])
    private var engine: DockerEngine { site.engine }

    /// The containers of a project.
    package init(_ site: DockerTargetSite) { self.site = site }

    /// All containers of services, running or not, in one request.
    package func list(_ services: [String]) async throws -> [Replica] {
        let all = try await site.containers()
        remember(all)
        return all.compactMap { Replica($0).map(judged) }.filter { services.contains($0.service) }
            .sorted { ($0.service, $0.slot, $0.name) < ($1.service, $1.slot, $1.name) }
    }

    /// Makes a container; see `Replicas`.
    package func create(_ blueprint: Blueprint, as name: ReplicaName) async throws -> Replica {
        let specification = try await specification(of: blueprint)
        let text = name.text(in: site.project)
        var labels = specification.labels.merging(site.ownLabels) { $1 }
        labels.merge([
            ProjectLabels.project: site.project, ProjectLabels.service: blueprint.service,
            ProjectLabels.number: "\(name.slot)", ProjectLabels.oneOff: "False",
            ProjectLabels.configHash: blueprint.configuration, ProjectLabels.image: blueprint.image,
            ProjectLabels.release: blueprint.release, ProjectLabels.run: "\(name.run)",
            ProjectLabels.step: "\(name.step)", ProjectLabels.slot: "\(name.slot)",
            ProjectLabels.epoch: "\(name.epoch)", ProjectLabels.configuration: blueprint.configuration,
            ProjectLabels.restart: specification.restart.text,
            ProjectLabels.putIn: specification.files.map(\.path).joined(separator: "\n"),
        ]) { $1 }
        var body = try await specification.body(resolving: site)
        try await inherit(specification.inherited, for: name, in: &body)
        let making = Making(
            site: site, name: text, specification: specification,
            body: body.made(of: blueprint.image, labelled: labels, restart: .no))
        let result = try await making.make { found in
            found.imageID == blueprint.image
                && [ProjectLabels.run, ProjectLabels.epoch, ProjectLabels.configuration].allSatisfy {
                    found.labels[$0] == labels[$0]
                }
        }
        known.withLock { $0[text] = ReplicaFacts(labels: labels, found: nil) }
        switch result {
        case .made(let id):
            return Replica(made: id, as: name, named: text, after: blueprint)
        case .found(let found):
            guard let replica = Replica(found) else { return try await inspectExisting(text) }
            return replica
        }
    }

    /// Starts one and tells it anew.
    package func start(_ name: String) async throws -> Replica {
        admitted.withLock { $0[name] = false }
        try await engine.start(name, by: .after(DockerTargetSite.act))
        return try await inspectExisting(name)
    }

    /// One container as it is now; nil if there is none.
    package func inspect(_ name: String) async throws -> Replica? {
        do throws(DockerFailure) {
            let details = try await engine.container(name, by: .after(DockerTargetSite.look))
            remember(details, as: name)
            return Replica(details).map(judged)
        } catch {
            if error.code == .noContainer { return nil }
            throw error
        }
    }

    /// Gives it its declared restart policy, or none.
    package func setRestart(_ policy: RestartPolicy, of name: String) async throws {
        // Learned before it is overwritten, since nothing else says what a stranger's container had.
        let facts = try await facts(of: name)
        let wanted: EngineRestart =
            switch policy {
            case .no: .no
            case .declared: facts.restart
            }
        try await engine.setRestartPolicy(wanted, of: name, by: .after(DockerTargetSite.act))
    }

    /// Has the names of its service lead to it, on the network that exists for this.
    package func publish(_ name: String) async throws {
        let facts = try await facts(of: name)
        guard let companion = facts.companion else {
            admitted.withLock { $0[name] = true }
            return
        }
        do throws(DockerFailure) {
            try await engine.connect(
                name, to: companion, as: ["Aliases": .list(facts.names.map { .text($0) })],
                by: .after(DockerTargetSite.act))
        } catch {
            // It is there already: a call that was made twice.
            if error.why.contains("already exists in network") { return }
            throw error
        }
    }

    /// Takes its names from it. What came over that network is cut: drain before.
    ///
    /// A container that is not ours answers on its own networks until it stops.
    package func withdraw(_ name: String) async throws {
        guard let companion = try await facts(of: name).companion else {
            admitted.withLock { $0[name] = false }
            return
        }
        do throws(DockerFailure) {
            try await engine.disconnect(name, from: companion, by: .after(DockerTargetSite.act))
        } catch {
            if error.isAbsence || error.why.contains("is not connected to") { return }
            throw error
        }
    }

    /// Stops one, with its signal and its grace.
    package func stop(_ name: String, grace: Duration) async throws {
        try await engine.stop(name, grace: grace, by: .after(grace + DockerTargetSite.act))
    }

    /// Names one otherwise; false if there is none of the old name.
    @discardableResult
    package func rename(_ name: String, to other: String) async throws -> Bool {
        do throws(DockerFailure) {
            try await engine.rename(name, to: other, by: .after(DockerTargetSite.act))
        } catch {
            if error.code == .noContainer { return false }
            throw error
        }
        known.withLock { $0[other] = $0.removeValue(forKey: name) }
        admitted.withLock { $0[other] = $0.removeValue(forKey: name) }
        return true
    }

    /// Removes a stopped one.
    package func remove(_ name: String) async throws {
        do throws(DockerFailure) {
            try await engine.remove(container: name, by: .after(DockerTargetSite.act))
        } catch {
            guard error.code == .noContainer else { throw error }
        }
        known.withLock { $0[name] = nil }
        admitted.withLock { $0[name] = nil }
    }

    /// What happens to containers of the project from now on.
    package func changes() async throws -> AsyncStream<ReplicaChange> {
        let events = EngineEvents(
            of: engine, labelled: ["\(ProjectLabels.project)=\(site.project)"],
            by: .after(DockerReplicas.watch))
        return AsyncStream(bufferingPolicy: .bufferingNewest(DockerReplicas.unread)) { changes in
            let task = Task {
                // What no waiting mends ends the stream; whoever listens then finds out by asking.
                while let news = try? await events.next() {
                    guard let change = ReplicaChange(news) else { continue }
                    if case .listed(let all) = change {
                        changes.yield(.listed(all.map(self.judged)))
                    } else {
                        changes.yield(change)
                    }
                }
                changes.finish()
            }
            changes.onTermination = { _ in task.cancel() }
        }
    }

    /// What one printed last.
    package func lastWords(of name: String, limit: ByteCount) async throws -> String {
        let details = try await engine.container(name, by: .after(DockerTargetSite.look))
        return try await engine.lastWords(
            of: details, lines: DockerReplicas.lastLines, atMost: limit,
            by: .after(DockerTargetSite.look))
    }
}

extension DockerReplicas {
    func specification(of blueprint: Blueprint) async throws -> ContainerSpecification {
        let opened = try await site.vault.open(blueprint.specification)
        guard let specification = ContainerSpecification(opened) else {
            throw DockerFailure(
                .badSpecification, at: "service \(blueprint.service)",
                why: "its record in the journal cannot be read by this version of Belay")
        }
        return specification
    }

    private func inspectExisting(_ name: String) async throws -> Replica {
        let details = try await engine.container(name, by: .after(DockerTargetSite.look))
        remember(details, as: name)
        guard let replica = Replica(details) else {
            throw DockerFailure(.noContainer, at: "container \(name)", why: "it belongs to no service")
        }
        return judged(replica)
    }

    /// A replica whose names cannot be seen on a companion network, as `publish` and `withdraw` left it.
    private func judged(_ replica: Replica) -> Replica {
        let hasCompanion = known.withLock { $0[replica.name]?.companion } != nil
        guard !hasCompanion, let isIn = admitted.withLock({ $0[replica.name] }) else { return replica }
        var replica = replica
        replica.isPublished = isIn && replica.isRunning
        return replica
    }

    private func facts(of name: String) async throws -> ReplicaFacts {
        if let facts = known.withLock({ $0[name] }) { return facts }
        let details = try await engine.container(name, by: .after(DockerTargetSite.look))
        return remember(details, as: name)
    }

    /// Containers that say all themselves need not be asked one by one.
    private func remember(_ containers: [ContainerSummary]) {
        known.withLock { known in
            for container in containers where container.labels[ProjectLabels.restart] != nil {
                known[container.name] = ReplicaFacts(labels: container.labels, found: nil)
            }
        }
    }

    @discardableResult
    private func remember(_ details: ContainerDetails, as name: String) -> ReplicaFacts {
        known.withLock { known in
            if let facts = known[name] { return facts }
            // `no` is what we gave it ourselves, in a life before this one.
            let found = details.restartPolicy == .no ? nil : details.restartPolicy
            let facts = ReplicaFacts(labels: details.labels, found: found)
            known[name] = facts
            return facts
        }
    }

    /// Has a container that takes another's place take over its volumes without a name.
    private func inherit(
        _ targets: [String], for name: ReplicaName, in body: inout EngineValue
    ) async throws {
        guard !targets.isEmpty else { return }
        let own = name.text(in: site.project)
        let before = try await site.containers().filter { container in
            container.name != own && container.labels[ProjectLabels.service] == name.service
                && Replica(container)?.slot == name.slot
        }.max { $0.created < $1.created }
        guard let before else { return }
        let mounts = try await engine.container(before.id, by: .after(DockerTargetSite.look)).mounts
        let volumes = Dictionary(
            mounts.compactMap { mount in mount.volume.map { (mount.target, $0) } }, uniquingKeysWith: { $1 })
        body.mount(volumes.filter { targets.contains($0.key) })
    }
}

extension EngineValue {
    /// The body of a container with what is said of it last.
    func made(
        of image: String, labelled labels: [String: String], restart: EngineRestart
    ) -> EngineValue {
        var (body, host) = (self, self["HostConfig"] ?? [:])
        host["RestartPolicy"] = restart.value
        var all = labels.mapValues { EngineValue.text($0) }
        if case .object(let written)? = body["Labels"] { all.merge(written) { own, _ in own } }
        body["Image"] = .text(image)
        body["Labels"] = .object(all)
        body["HostConfig"] = host
        return body
    }

    /// Mounts volumes by their names where the body wants some without.
    mutating func mount(_ volumes: [String: String]) {
        guard !volumes.isEmpty, var host = self["HostConfig"] else { return }
        let mounts = host["Mounts"]?.elements ?? []
        host["Mounts"] = .list(mounts.filter { volumes[$0["Target"]?.text ?? ""] == nil })
        let binds = volumes.sorted { $0.key < $1.key }.map { EngineValue.text("\($0.value):\($0.key):rw") }
        host["Binds"] = .list((host["Binds"]?.elements ?? []) + binds)
        self["HostConfig"] = host
    }
}

extension ReplicaChange {
    /// A change that news tell; nil where they tell of nothing that matters to a replica.
    init?(_ news: EngineEvents.News) {
        switch news {
        case .standing(let containers): self = .listed(containers.compactMap { Replica($0) })
        case .event(let event):
            switch event.action {
            case "start": self = .started(id: event.id)
            case "die": self = .ended(id: event.id, code: Int(event.attributes["exitCode"] ?? "") ?? 0)
            case "destroy": self = .removed(id: event.id)
            case "health_status: healthy": self = .health(id: event.id, .healthy)
            case "health_status: unhealthy": self = .health(id: event.id, .unhealthy)
            default: return nil
            }
        }
    }
}
