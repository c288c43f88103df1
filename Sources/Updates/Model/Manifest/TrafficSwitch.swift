package import Basis

/// The switch in front of the services, that Belay points to what is live.
package enum TrafficSwitch: Hashable, Sendable, Codable {
    /// The project's own HAProxy, by its runtime socket; backends by name, each with its service.
    case haproxy(service: Located<String>?, socket: Located<String>?, backends: [Named<Located<String>>])
    /// The project's own nginx; upstream files by service.
    case nginx(service: Located<String>?, upstreams: [Named<Located<String>>])
    /// The project's own Caddy, by its admin address; upstreams by name, each with its service.
    case caddy(admin: Located<String>, upstreams: [Named<Located<String>>])
    /// An HAProxy that Belay runs itself; services by the port on which they are reached.
    case managed(listen: [Named<Located<String>>], image: Located<String>?)

    /// The services in front of which it stands.
    package var services: Set<String> {
        switch self {
        case .haproxy(_, _, let backends): Set(backends.map(\.value.value))
        case .nginx(_, let upstreams): Set(upstreams.map(\.name.value))
        case .caddy(_, let upstreams): Set(upstreams.map(\.value.value))
        case .managed(let listen, _): Set(listen.map(\.value.value))
        }
    }
}
