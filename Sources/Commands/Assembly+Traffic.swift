internal import Basis
internal import Docker
internal import HTTP
internal import Ports
internal import Traffic
internal import Updates

/// What stands in front of services.
extension Assembly {
    /// The switch of an environment: on this machine, or in a container of the project.
    static func traffic(of workplace: Workplace, on site: DockerTargetSite) throws -> (any Switchboard)? {
        switch workplace.planner.environment.traffic {
        case nil: return nil
        case .haproxy(let service, let socket?, let backends):
            return haproxy(service?.value, socket.value, backends, workplace, site)
        case .nginx(let service, let upstreams):
            let files = Dictionary(upstreams.map { ($0.name.value, $0.value.value) }) { first, _ in first }
            return try nginx(service?.value, files, workplace, site)
        case .caddy(let admin, let upstreams):
            let handlers = Dictionary(upstreams.map { ($0.value.value, $0.name.value) }) { first, _ in first }
            return CaddySwitch(handlers: handlers, admin: try endpoint(admin.value, workplace))
        case .haproxy, .managed:
            throw unreachable(
                "this Belay cannot reach the switch of `\(workplace.environment)` yet", workplace)
        }
    }

    private static func haproxy(
        _ service: String?, _ socket: String, _ backends: [Named<Located<String>>], _ workplace: Workplace,
        _ site: DockerTargetSite
    ) -> HAProxySwitch {
        let names = Dictionary(backends.map { ($0.value.value, $0.name.value) }) { first, _ in first }
        guard let service else {
            return HAProxySwitch(backends: names, line: .unix(workplace.absolute(socket)))
        }
        let container = DockerSwitch(service, of: site)
        let line = RuntimeLine.contained(socket, of: container.place) { try await container.hostPath(of: $0) }
        return HAProxySwitch(backends: names, line: line)
    }

    private static func nginx(
        _ service: String?, _ files: [String: String], _ workplace: Workplace, _ site: DockerTargetSite
    ) throws -> NginxSwitch {
        guard let service else {
            throw unreachable(
                "the nginx of `\(workplace.environment)` is no service of the project", workplace)
        }
        let container = DockerSwitch(service, of: site)
        let control = NginxControl.contained(
            container.place, hostPath: { try await container.hostPath(of: $0) },
            run: { try await container.run($0) }, signal: { try await container.signal($0) },
            incarnation: { try await container.incarnation() },
            processes: { try await container.processes().map { ($0.number, $0.title) } })
        return NginxSwitch(files: files, control: control)
    }

    /// `http://127.0.0.1:2019`, or the path of a socket.
    private static func endpoint(_ text: String, _ workplace: Workplace) throws -> HTTPEndpoint {
        let rest = text.hasPrefix("http://") ? text.dropFirst("http://".count) : text[...]
        if text.hasPrefix("/") { return .unix(path: text) }
        let parts = rest.prefix { $0 != "/" }.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else {
            throw unreachable("`\(text)` is no address such as http://127.0.0.1:2019", workplace)
        }
        return .http(host: String(parts[0]), port: port)
    }

    private static func unreachable(_ what: String, _ workplace: Workplace) -> Failure {
        Failure.wrongInput([Diagnostic(CommandCode.noAdapter, what, at: .thing(workplace.environment))])
    }
}
