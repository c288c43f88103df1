package import Ports

extension NginxControl {
    /// An nginx in a container whose upstream files lie in a folder of this machine: they are written here,
    /// tested there, and its first process is told to load them.
    package static func contained(
        _ place: String, hostPath: @escaping @Sendable (String) async throws -> String?,
        run: @escaping @Sendable ([String]) async throws -> CommandResult,
        signal: @escaping @Sendable (String) async throws -> Void,
        incarnation: @escaping @Sendable () async throws -> String,
        processes: @escaping @Sendable () async throws -> [(number: Int, title: String)]
    ) -> NginxControl {
        let path = { @Sendable (path: String) async throws -> String in
            guard let here = try await hostPath(path) else { throw TrafficFailure.hidden(path, in: place) }
            return here
        }
        return NginxControl(
            place, read: { try FileText.read(try await path($0)) },
            write: { try await FileText.replace(try await path($0), with: $1, test: nil) },
            test: {
                let result = try await run(["nginx", "-t", "-q"])
                guard result.exitCode == 0 else {
                    throw TrafficFailure(.file, at: place, why: (result.errors + result.output).excerpt)
                }
            },
            reload: { try await signal("SIGHUP") },
            processes: {
                let all = try await processes()
                let workers = all.filter { $0.title.contains("worker process") }
                let leaving = workers.filter { $0.title.contains("shutting down") }.map(\.number)
                return Processes(
                    master: try await incarnation(),
                    workers: Set(workers.map(\.number)).subtracting(leaving), leaving: Set(leaving))
            })
    }
}

extension RuntimeLine {
    /// A line to an HAProxy in a container, whose socket lies in a folder of this machine.
    package static func contained(
        _ socket: String, of place: String, hostPath: @escaping @Sendable (String) async throws -> String?
    ) -> RuntimeLine {
        RuntimeLine("haproxy in \(place)") { command in
            guard let here = try await hostPath(socket) else {
                throw TrafficFailure.hidden(socket, in: place)
            }
            return try await RuntimeLine.unix(here).ask(command)
        }
    }
}

extension TrafficFailure {
    /// A file of a switch in a container that cannot be reached from here.
    fileprivate static func hidden(_ path: String, in place: String) -> TrafficFailure {
        TrafficFailure(
            .file, at: place,
            why: "\(path) lies in no folder or volume of this machine that is mounted into the container")
    }
}
