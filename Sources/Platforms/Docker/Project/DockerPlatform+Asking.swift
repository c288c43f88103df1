package import Basis
internal import FoundationEssentials
package import Ports

extension DockerPlatform {
    /// What a command in a container may print before the beginning is let go.
    private static let outputLimit = ByteCount.mebibytes(1)
    /// Between two looks at what processors have done.
    private static let sampling = Duration.seconds(1)

    /// The output of a service's running containers since a moment, each under its name.
    package func logs(of service: String, since: Duration, limit: ByteCount) async throws -> String {
        let now = try await engine.information(by: .after(DockerTargetSite.look)).systemTime
        guard let seconds = EngineTime(now)?.seconds else {
            throw DockerFailure(.notAnEngine, at: engine.place, why: "it does not tell the time")
        }
        let moment = "\(max(0, seconds - since.components.seconds))"
        var kept = LastBytes(atMost: limit)
        for container in try await running(service) {
            let deadline = Deadline.after(DockerTargetSite.look)
            let details = try await engine.container(container.id, by: deadline)
            let output = try await engine.output(of: details, since: moment, follow: false, by: deadline)
            while let piece = try await output.next() { kept.add(piece) }
        }
        return kept.text
    }

    /// Runs a command in a running container of a service.
    package func execute(
        _ command: [String], in service: String, variables: [String: Secret], input: (any ByteStream)?,
        deadline: Deadline
    ) async throws -> CommandResult {
        guard let container = try await running(service).first else {
            throw DockerFailure(.notRunning, at: "service \(service)", why: "none of its containers runs")
        }
        let result = try await engine.run(
            ExecCommand(
                words: command, environment: variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                input: input), in: container.name, keeping: DockerPlatform.outputLimit, by: deadline)
        return CommandResult(exitCode: result.exitCode, output: result.output, errors: result.errors)
    }

    /// The addresses at which a service's running containers can be asked.
    package func addresses(of service: String, port: Int?) async throws -> [Endpoint] {
        try await running(service).compactMap { container in
            guard let port = port ?? container.ports.first else { return nil }
            let own = Companions.lasting(container.addresses, labels: container.labels)
            let first = own.min { $0.key < $1.key }?.value
            guard let host = first ?? (container.networkMode == "host" ? "127.0.0.1" : nil) else {
                return nil
            }
            return Endpoint(replica: container.id, host: host, port: port)
        }
    }

    /// What the containers of a service use, measured over a second.
    package func usage(of service: String) async throws -> [Usage] {
        let running = try await running(service)
        let before = try await statistics(of: running)
        try await Task.sleep(for: DockerPlatform.sampling)
        let after = try await statistics(of: running)
        var usages: [Usage] = []
        for container in running {
            guard let old = before[container.id], let new = after[container.id] else { continue }
            let work = Double(new.processorTime &- min(old.processorTime, new.processorTime))
            let whole = Double(new.machineTime &- min(old.machineTime, new.machineTime))
            let details = try await engine.container(container.id, by: .after(DockerTargetSite.look))
            usages.append(
                Usage(
                    replica: container.id, processors: whole > 0 ? work / whole * Double(new.processors) : 0,
                    memory: new.memory, restarts: details.restarts))
        }
        return usages
    }

    private func statistics(of containers: [ContainerSummary]) async throws -> [String: ContainerStatistics] {
        let engine = engine
        return try await withThrowingTaskGroup(of: (String, ContainerStatistics).self) { group in
            for container in containers {
                group.addTask {
                    let deadline = Deadline.after(DockerTargetSite.look)
                    return (container.id, try await engine.statistics(of: container.id, by: deadline))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func running(_ service: String) async throws(DockerFailure) -> [ContainerSummary] {
        try await site.containers().filter {
            $0.labels[ProjectLabels.service] == service && $0.state == .running
        }.sorted { $0.name < $1.name }
    }
}
