internal import Basis
internal import HTTP
package import Ports

/// The container of a project in which a switch runs: its files as this machine sees them, its program, its
/// processes.
package final class DockerSwitch: Sendable {
    /// A process of the container, by its number on the engine's machine and its title.
    package struct Process: Hashable, Sendable {
        /// Its number.
        package let number: Int
        /// What it calls itself.
        package let title: String
    }

    /// What a test of a configuration says at most.
    private static let outputLimit = ByteCount.kibibytes(64)

    private let site: DockerTargetSite
    private let service: String
    private let known = Guarded<(id: String, mounts: [ContainerMount])?>(nil)
    private var engine: DockerEngine { site.engine }

    /// The switch that a service of the project is.
    package init(_ service: String, of site: DockerTargetSite) { (self.service, self.site) = (service, site) }

    /// Where it is, as a person would name it.
    package var place: String { "the service \(service) of \(site.project)" }

    /// Where this machine keeps what the container sees at a path; nil where nothing of this machine is
    /// mounted around it. A file mounted by itself counts as nothing: its successor would not be seen.
    package func hostPath(of path: String) async throws -> String? {
        let (id, mounts) = try await container()
        known.withLock { $0 = (id, mounts) }
        let around = mounts.filter { !$0.source.isEmpty && path.hasPrefix("\($0.target)/") }
        guard let nearest = around.max(by: { $0.target.count < $1.target.count }) else { return nil }
        return nearest.source + path.dropFirst(nearest.target.count)
    }

    /// Which container it is, in which of its lives.
    package func incarnation() async throws -> String {
        let details = try await engine.container(try await running().id, by: .after(DockerTargetSite.look))
        return "\(details.id.prefix(12)) since \(details.process.startedAt)"
    }

    /// Runs a program in it, for reading.
    package func run(_ words: [String]) async throws -> CommandResult {
        let result = try await engine.run(
            ExecCommand(words: words), in: try await running().id, keeping: DockerSwitch.outputLimit,
            by: .after(DockerTargetSite.look))
        return CommandResult(exitCode: result.exitCode, output: result.output, errors: result.errors)
    }

    /// Sends its first process a signal.
    package func signal(_ name: String) async throws {
        try await engine.kill(try await running().id, signal: name, by: .after(DockerTargetSite.act))
    }

    /// Its processes.
    package func processes() async throws -> [Process] {
        try await engine.processes(of: try await running().id, by: .after(DockerTargetSite.look))
    }

    /// What is mounted into it is the same for as long as it is the same container.
    private func container() async throws -> (id: String, mounts: [ContainerMount]) {
        let id = try await running().id
        if let known = known.withLock({ $0 }), known.id == id { return known }
        return (id, try await engine.container(id, by: .after(DockerTargetSite.look)).mounts)
    }

    private func running() async throws(DockerFailure) -> ContainerSummary {
        let found = try await site.containers().first {
            $0.labels[ProjectLabels.service] == service && $0.state == .running
        }
        guard let found else {
            throw DockerFailure(
                .notRunning, at: "service \(service)", why: "the switch of `traffic:` does not run")
        }
        return found
    }
}

extension DockerEngine {
    /// The processes of a container.
    func processes(of name: String, by deadline: Deadline) async throws(DockerFailure)
        -> [DockerSwitch.Process]
    {
        struct Table: Decodable {
            private enum CodingKeys: String, CodingKey {
                case titles = "Titles"
                case rows = "Processes"
            }
            let titles: [String]
            let rows: [[String]]?
        }
        let table: Table = try await read(
            EngineCall(.get, path(name, "top"), about: .container(name)), by: deadline)
        guard let number = table.titles.firstIndex(of: "PID"),
            let title = table.titles.firstIndex(where: { $0 == "CMD" || $0 == "COMMAND" })
        else { return [] }
        return (table.rows ?? []).compactMap { row in
            guard row.count > max(number, title), let pid = Int(row[number]) else { return nil }
            return DockerSwitch.Process(number: pid, title: row[title])
        }
    }
}
