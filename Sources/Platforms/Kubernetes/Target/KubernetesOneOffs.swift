package import Basis
package import Ports
internal import Updates

/// Work that must happen once, each in a Job of its own that nothing removes by itself.
package final class KubernetesOneOffs: OneOffs {
    /// What is kept of its output: what a person reads of a migration, several times over.
    private static let outputLimit = ByteCount.kibibytes(256)

    private let site: ClusterSite
    private var cluster: Cluster { site.cluster }

    /// One-off work of an application.
    package init(_ site: ClusterSite) { self.site = site }

    /// Makes the Job under its name; one of that name is taken as it is.
    package func start(_ work: OneOff, in situation: Situation) async throws {
        let record = try await site.vault.open(work.blueprint.specification)
        guard let specification = ServiceSpecification(record) else {
            throw ClusterFailure(
                .invalid, at: "service \(work.blueprint.service)",
                why: "its record in the journal cannot be read by this version of Belay")
        }
        for one in specification.settings {
            try await situation.leash.permit("apply \(one.name)", lasting: ClusterLimits.act)
            _ = try await cluster.apply(
                one.body.revealed, as: one.resource, one.name, in: site.namespace, force: true,
                by: .after(ClusterLimits.act))
        }
        let name = KubernetesOneOffs.name(work.name)
        try await situation.leash.permit("start \(name)", lasting: ClusterLimits.act)
        do throws(ClusterFailure) {
            _ = try await cluster.create(
                body(of: work, specification, in: situation).revealed, as: .jobs, name, in: site.namespace,
                by: .after(ClusterLimits.act))
        } catch {
            guard error.code == .alreadyThere else { throw error }
            let found = try await cluster.object(
                .jobs, name, in: site.namespace, by: .after(ClusterLimits.look))
            let notes = found?["metadata"]?["annotations"].texts ?? [:]
            // What ran once must not run again: its exit code is the evidence.
            guard notes[ClusterLabels.run] == situation.run.text else { throw error }
        }
    }

    /// How it stands.
    package func standing(of name: String) async throws -> OneOffStanding {
        let name = KubernetesOneOffs.name(name)
        guard
            let job = try await cluster.object(
                .jobs, name, in: site.namespace, by: .after(ClusterLimits.look))
        else { return .absent }
        guard KubernetesOneOffs.isOver(job) else { return .running }
        return .ended(try await result(of: name, job))
    }

    /// Waits for its end, told by a watch.
    package func wait(for name: String, deadline: Deadline) async throws -> CommandResult {
        let name = KubernetesOneOffs.name(name)
        let watch = ClusterWatch(
            .jobs, of: cluster, in: site.namespace, fields: "metadata.name=\(name)", by: deadline)
        do throws(ClusterFailure) {
            while true {
                switch try await watch.next() {
                case .all(let jobs):
                    guard let job = jobs.first else { throw KubernetesOneOffs.gone(name) }
                    if KubernetesOneOffs.isOver(job) { return try await result(of: name, job) }
                case .now(let job):
                    if KubernetesOneOffs.isOver(job) { return try await result(of: name, job) }
                case .gone: throw KubernetesOneOffs.gone(name)
                }
            }
        } catch {
            if deadline.hasPassed { throw DeadlinePassed() }
            throw error
        }
    }

    /// Ends it and makes sure that it is dead: the Job stays as evidence, suspended, its pods are gone.
    package func end(_ name: String, deadline: Deadline) async throws {
        let name = KubernetesOneOffs.name(name)
        let body = KubernetesValue.object([]).changing(["spec", "suspend"]) { _ in .bool(true) }
        do throws(ClusterFailure) {
            _ = try await cluster.patch(body.revealed, of: .jobs, name, in: site.namespace, by: deadline)
        } catch {
            if error.code == .notFound { return }
            throw error
        }
        let labels = "batch.kubernetes.io/job-name=\(name)"
        let watch = ClusterWatch(.pods, of: cluster, in: site.namespace, labels: labels, by: deadline)
        var alive: Set<String> = []
        while true {
            switch try await watch.next() {
            case .all(let pods): alive = Set(pods.filter(KubernetesOneOffs.mayRun).compactMap(\.name))
            case .now(let pod):
                guard let name = pod.name else { continue }
                if KubernetesOneOffs.mayRun(pod) { alive.insert(name) } else { alive.remove(name) }
            case .gone(let pod): if let name = pod.name { alive.remove(name) }
            }
            if alive.isEmpty { return }
        }
    }

    /// Removes it, with its pods.
    package func remove(_ name: String) async throws {
        try await cluster.remove(
            .jobs, KubernetesOneOffs.name(name), in: site.namespace, by: .after(ClusterLimits.act))
    }

    // MARK: What a Job is

    static func name(_ name: String) -> String { ClusterNames.name(name) }

    private static func gone(_ name: String) -> ClusterFailure {
        ClusterFailure(.notFound, at: "Job \(name)", why: "somebody removed it")
    }

    private static func mayRun(_ pod: JSONTree) -> Bool {
        !["Succeeded", "Failed"].contains(pod["status"]?["phase"]?.string ?? "")
    }

    static func isOver(_ job: JSONTree) -> Bool {
        (job["status"]?["conditions"]?.items ?? []).contains { condition in
            ["Complete", "Failed"].contains(condition["type"]?.string ?? "")
                && condition["status"]?.string == "True"
        }
    }

    private func body(
        of work: OneOff, _ specification: ServiceSpecification, in situation: Situation
    ) -> KubernetesValue {
        let service = work.blueprint.service
        let template = specification.workload.body.at("spec", "template") ?? .object([])
        let containers = template.at("spec", "containers")?.items ?? []
        var main = containers.first { $0["name"]?.words == service } ?? containers.first ?? .object([])
        main = main.setting("command", to: .list(work.command.map { .secret(Secret($0)) }))
        for key in ["args", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "ports"] {
            main = main.setting(key, to: nil)
        }
        let own = main["env"]?.items ?? []
        let added = work.variables.sorted { $0.key < $1.key }.map { key, value in
            KubernetesValue.object([.init("name", .string(key)), .init("value", .secret(value))])
        }
        main = main.setting(
            "env",
            to: .list(own.filter { $0["name"]?.words.map { work.variables[$0] == nil } ?? true } + added))
        var pod = (template["spec"] ?? .object([])).setting("containers", to: .list([main]))
        pod = pod.setting("restartPolicy", to: .string("Never"))
        let notes = [ClusterLabels.run: situation.run.text, ClusterLabels.epoch: "\(situation.epoch)"]
        // Not the labels of the service's pods: the Services in front must not find it.
        let job = KubernetesValue.object([
            .init("apiVersion", .string(Resource.jobs.apiVersion)),
            .init("kind", .string(Resource.jobs.kind)),
            .init(
                "metadata",
                .object([
                    .init("name", .string(KubernetesOneOffs.name(work.name))),
                    .init("annotations", KubernetesValue(notes)),
                ])),
            .init(
                "spec",
                .object([
                    .init("backoffLimit", .int(0)), .init("completions", .int(1)),
                    .init("parallelism", .int(1)), .init("template", .object([.init("spec", pod)])),
                ])),
        ])
        return site.marked(
            job, labels: [ClusterLabels.kind: ClusterLabels.oneOff, ClusterLabels.service: service],
            annotations: [:])
    }

    private func result(of name: String, _ job: JSONTree) async throws(ClusterFailure) -> CommandResult {
        let list = try await cluster.list(
            .pods, in: site.namespace, labels: "batch.kubernetes.io/job-name=\(name)",
            by: .after(ClusterLimits.look))
        let pods = list.items.compactMap { LivePod($0) }
        guard let pod = pods.first, let container = pod.containers.first(where: { !$0.isInitial }) else {
            let conditions = job["status"]?["conditions"]?.items ?? []
            let words = conditions.compactMap { $0["message"]?.string }.joined(separator: "; ")
            let isDone = conditions.contains { $0["type"]?.string == "Complete" }
            return CommandResult(exitCode: isDone ? 0 : 1, output: "", errors: words)
        }
        let trouble = PodTrouble(pod)?.why ?? ""
        let said = await words(of: pod.name, container.name)
        return CommandResult(
            exitCode: container.ended?.code ?? (pod.phase == "Succeeded" ? 0 : 1), output: said,
            errors: container.ended == nil ? trouble : "")
    }

    private func words(of pod: String, _ container: String) async -> String {
        var rules = LogRules()
        rules.limit = KubernetesOneOffs.outputLimit
        let body = try? await cluster.logs(
            of: pod, container: container, in: site.namespace, rules, by: .after(ClusterLimits.look))
        var kept: [UInt8] = []
        while let piece = try? await body?.next() {
            kept += piece
            if kept.count > KubernetesOneOffs.outputLimit.bytes { break }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension JSONTree {
    fileprivate var name: String? { self["metadata"]?["name"]?.string }
}
