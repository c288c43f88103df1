import Basis
import Updates

/// A service that is a switch: a proxy of a known kind that stands in front of others.
struct TrafficGuess: Sendable {
    /// What is known of it, by its kind.
    enum Kind: Sendable, Equatable {
        case haproxy(socket: String?, backends: [String: String])
        case nginx(behind: [String])
        case caddy(admin: String, behind: [String])
    }

    let service: String
    let kind: Kind
    let why: String

    /// The switch of a project, and what is to be said of proxies that are none.
    static func find(
        in project: ComposeProject, _ surveyed: [SurveyedService], _ listing: RepositoryListing
    ) -> (guess: TrafficGuess?, remarks: [String]) {
        var remarks: [String] = []
        for service in surveyed where service.program == "traefik" {
            remarks.append(
                "\(service.name) runs Traefik, which Belay does not switch: services behind it are "
                    + "reached by their names.")
        }
        for service in project.services where !service.networking.ports.isEmpty {
            guard let facts = surveyed.first(where: { $0.name == service.name.value }),
                let program = program(of: facts, listing)
            else { continue }
            let text = configuration(of: service, facts, listing)
            let others = project.services.map(\.name.value).filter { $0 != service.name.value }
            let behind = others.filter { mentions(text, host: $0) }
            guard !behind.isEmpty else {
                if !others.isEmpty {
                    remarks.append(
                        "\(service.name.value) runs \(program), but nothing here shows which services stand "
                            + "behind it. If some do: `belay help traffic`.")
                }
                continue
            }
            let why =
                "\(service.name.value) runs \(program), with \(behind.joined(separator: ", ")) behind it."
            let kind: Kind =
                switch program {
                case "haproxy": .haproxy(socket: socket(in: text), backends: backends(in: text, others))
                case "caddy": .caddy(admin: "http://127.0.0.1:2019", behind: behind)
                default: .nginx(behind: behind)
                }
            return (TrafficGuess(service: service.name.value, kind: kind, why: why), remarks)
        }
        return (nil, remarks)
    }

    /// Which proxy a service is: by its image, or by the image that it is built from if its name says so.
    private static func program(of service: SurveyedService, _ listing: RepositoryListing) -> String? {
        let known = ["nginx", "haproxy", "caddy", "nginx-unprivileged"]
        if let program = service.program, known.contains(program), service.context == nil {
            return program == "nginx-unprivileged" ? "nginx" : program
        }
        let names = ["nginx", "proxy", "reverse-proxy", "gateway", "haproxy", "caddy", "lb", "loadbalancer"]
        guard let context = service.context, names.contains(service.name.lowercased()) else { return nil }
        let file = ComposePath.resolve(service.dockerfile ?? "Dockerfile", in: context)
        let from = (listing.text(file) ?? "").split(separator: "\n").last {
            $0.uppercased().hasPrefix("FROM ")
        }
        return known.first { from?.contains($0) == true }
    }

    /// What it is configured by, as far as that is in the repository.
    private static func configuration(
        of service: ComposeService, _ facts: SurveyedService, _ listing: RepositoryListing
    ) -> String {
        let mounted = service.mounts.filter { $0.kind == .bind }.compactMap(\.source?.value)
        let places = mounted + (facts.context.map { [$0] } ?? [])
        let files = listing.paths.filter { path in
            places.contains { path.lies(in: $0) && ($0 != "." || !path.contains("/")) }
                && (path.hasSuffix(".conf") || path.hasSuffix(".cfg") || path.fileName.hasPrefix("Caddyfile")
                    || path.hasSuffix(".template"))
        }
        return files.compactMap { listing.text($0) }.joined(separator: "\n")
    }

    /// Whether a host stands in a configuration as an address: `host:port` or `//host`.
    private static func mentions(_ text: String, host: String) -> Bool {
        text.split { " \t\n;{}/".contains($0) }.contains { $0 == host || $0.hasPrefix("\(host):") }
    }

    private static func socket(in text: String) -> String? {
        text.split(separator: "\n").lazy.map(\.trimmed).compactMap { line in
            line.range(after: "stats socket ").map { String($0.prefix { !$0.isWhitespace }) }
        }.first { $0.hasPrefix("/") }
    }

    /// The backends of an HAProxy, each with the first service that a server line of it names.
    private static func backends(in text: String, _ services: [String]) -> [String: String] {
        var backends: [String: String] = [:]
        var current: String?
        for line in text.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard let first = words.first else { continue }
            if ["backend", "frontend", "listen", "defaults", "global"].contains(first) {
                current = first == "backend" || first == "listen" ? words.dropFirst().first : nil
            }
            guard first.hasPrefix("server"), let name = current, backends[name] == nil else { continue }
            backends[name] = services.first { service in
                words.dropFirst(2).contains { $0 == service || $0.hasPrefix("\(service):") }
            }
        }
        return backends
    }
}
