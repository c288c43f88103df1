package import Ports

/// An HAProxy, changed by its runtime: no reload, no process, no connection that ends.
///
/// Its own file of servers, if it has one, is brought in line beside it, because a reload forgets what the
/// runtime was told. Written for 2.4 and later, where servers can be added and deleted at run time.
package struct HAProxySwitch: Switchboard {
    /// How long the switch may need to do as it was told.
    static let patience = Duration.seconds(10)

    /// For each service its backend.
    let backends: [String: String]
    let line: RuntimeLine
    /// The file of servers of each backend.
    let files: [String: ServerFile]
    /// What stands behind every server that is added: how the switch checks it, above all.
    let options: String

    /// Nothing is lost by the changes of a runtime.
    package let reloads = false

    /// A switch; `files` has, by service, where the servers of its backend are written down.
    package init(
        backends: [String: String], line: RuntimeLine, files: [String: ServerFile] = [:],
        options: String = "check inter 1s"
    ) {
        (self.backends, self.line, self.files, self.options) = (backends, line, files, options)
    }

    /// The services with a backend.
    package var services: [String] { backends.keys.sorted() }

    /// The process: a reload starts another one.
    package func incarnation() async throws -> String {
        let info = try await line.ask("show info")
        let facts = info.split(separator: "\n").filter { line in
            line.hasPrefix("Pid:") || line.hasPrefix("Start_time_sec:")
        }
        guard !facts.isEmpty else {
            throw TrafficFailure(.unreadable, at: line.place, why: "`show info` names no process")
        }
        return facts.joined(separator: " ")
    }

    /// What the runtime says of a backend's servers.
    package func routes(for service: String) async throws -> [Route] {
        let backend = try backend(of: service)
        let text = try await line.ask("show servers state \(backend)")
        guard let servers = ServerState.all(in: text) else {
            throw TrafficFailure(.unknownService, at: line.place, why: text.excerpt)
        }
        guard let number = servers.first?.backend else { return [] }
        let stat = try await line.ask("show stat \(number) 4 -1")
        guard let sessions = ServerSessions.all(in: stat) else {
            throw TrafficFailure(.unreadable, at: line.place, why: "`show stat`: \(stat.excerpt)")
        }
        return servers.map { server in
            Route(
                name: server.name, host: server.host, port: server.port, weight: server.weight,
                state: server.state, sessions: sessions[server.name])
        }
    }

    func backend(of service: String) throws -> String {
        guard let backend = backends[service] else {
            throw TrafficFailure(.unknownService, at: line.place, why: "no backend is named for \(service)")
        }
        return backend
    }

    /// A command that answers nothing when all is well, or one of some words.
    func tell(_ command: String, expecting words: [String] = []) async throws {
        let answer = try await line.ask(command).excerpt
        guard answer.isEmpty || words.contains(where: answer.contains) else {
            throw TrafficFailure(.refused, at: line.place, why: "to `\(command)` it says: \(answer)")
        }
    }
}

extension String {
    /// A line or two of it without blanks around.
    var excerpt: String {
        let flat = map { $0.isNewline ? " " : $0 }.prefix(400)
        var rest = flat.drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
