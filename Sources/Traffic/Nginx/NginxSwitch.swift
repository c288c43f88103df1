internal import Basis
package import Ports

/// An nginx: a file of servers for each upstream, a test, and a reload.
///
/// Its old workers finish what they have, so nothing under way is lost. What can be lost is a request on a
/// kept connection that an old worker closes as it arrives: versions before 1.27.4 have no way around that.
/// Hence as few reloads as possible: one for a batch.
package struct NginxSwitch: Switchboard {
    /// A reload is over when workers of another generation take requests; with many sites that takes seconds.
    private static let patience = Duration.seconds(15)

    /// A server that was taken out, and the workers that may still have requests for it.
    private struct Leaving {
        let server: UpstreamFile.Server
        let workers: Set<Int>
    }

    private let files: [String: String]
    private let control: NginxControl
    private let leaving = Guarded<[String: [Leaving]]>([:])

    /// Each change of one replica costs a reload.
    package let reloads = true

    /// A switch with the file of each service's upstream.
    package init(files: [String: String], control: NginxControl) {
        (self.files, self.control) = (files, control)
    }

    /// The services with an upstream.
    package var services: [String] { files.keys.sorted() }

    /// Which master it is: a reload keeps it, and its files are what it knows.
    package func incarnation() async throws -> String { try await control.processes().master }

    /// What its file says, which is what it last loaded; and those whose old workers are not done.
    package func routes(for service: String) async throws -> [Route] {
        let file = try await file(of: service)
        let routes = file.servers.map { server in
            Route(
                name: server.name, host: server.host, port: server.port, weight: server.weight,
                state: .admitted, sessions: nil)
        }
        guard leaving.withLock({ $0[service]?.isEmpty == false }) else { return routes }
        let still = try await control.processes().leaving
        let gone = leaving.withLock { leaving in
            leaving[service]?.removeAll { $0.workers.isDisjoint(with: still) }
            return leaving[service] ?? []
        }
        return routes
            + gone.map(\.server).filter { one in !file.servers.contains { $0.name == one.name } }.map {
                server in
                Route(
                    name: server.name, host: server.host, port: server.port, weight: server.weight,
                    state: .draining, sessions: nil)
            }
    }

    /// One replica by a reload of its own.
    package func admit(_ endpoint: Endpoint, named name: String, for service: String, weight: Int)
        async throws
    {
        _ = try await apply([.admit(endpoint, name: name, weight: weight)], for: service)
    }

    /// Another share, by a reload.
    package func weigh(_ name: String, for service: String, weight: Int) async throws {
        try await change(service) { file in
            guard let index = file.servers.firstIndex(where: { $0.name == name }) else { return }
            file.servers[index].weight = max(weight, 1)
        }
    }

    /// Takes a replica out; old workers finish what they have.
    package func drain(_ name: String, for service: String) async throws {
        _ = try await apply([.drain(name: name)], for: service)
    }

    /// Forgets a replica. nginx does not count what old workers still have for it.
    package func remove(_ name: String, for service: String) async throws -> CutRequests {
        try await apply([.remove(name: name)], for: service)
    }

    /// All changes by one reload, or none if they change nothing.
    package func apply(_ changes: [RouteChange], for service: String) async throws -> CutRequests {
        try await change(service) { file in
            for change in changes { file.take(change) }
        }
        return CutRequests(0)
    }

    private func file(of service: String) async throws -> UpstreamFile {
        let path = try path(of: service)
        guard let file = UpstreamFile(try await control.read(path)) else {
            throw TrafficFailure(.file, at: path, why: "it has lines in it that are no servers")
        }
        return file
    }

    private func path(of service: String) throws -> String {
        guard let path = files[service] else {
            throw TrafficFailure(
                .unknownService, at: control.place, why: "no upstream is named for \(service)")
        }
        return path
    }

    /// Writes, tests, loads, and makes sure that workers of a new generation are there. What does not pass
    /// its test is put back.
    private func change(_ service: String, _ change: (inout UpstreamFile) -> Void) async throws {
        let before = try await file(of: service)
        var after = before
        change(&after)
        guard after != before else { return }
        let path = try path(of: service)
        let old = try await control.processes()
        try await control.write(path, after.text)
        do { try await control.test() } catch {
            try await control.write(path, before.text)
            throw error
        }
        let out = before.servers.filter { one in !after.servers.contains { $0.name == one.name } }
        leaving.withLock { leaving in
            leaving[service, default: []] += out.map { Leaving(server: $0, workers: old.workers) }
        }
        try await control.reload()
        try await expectWorkers(besides: old.workers)
    }

    private func expectWorkers(besides old: Set<Int>) async throws {
        let end = ContinuousClock.now + NginxSwitch.patience
        var pause = Duration.milliseconds(5)
        while true {
            let now = try await control.processes().workers
            if !now.isEmpty, now.isDisjoint(with: old) { return }
            guard ContinuousClock.now < end else {
                throw TrafficFailure(
                    .notAsAsked, at: control.place, why: "no new worker came after the reload")
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(200))
        }
    }
}
