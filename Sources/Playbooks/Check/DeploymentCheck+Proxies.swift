import Basis
import Updates

extension DeploymentCheck {
    /// Proxies that keep the address of what Belay replaces, because nobody told Belay of them (safety rule
    /// 16).
    static let proxies: Rule = { deployed in
        guard let compose = deployed.compose else { return [] }
        let hazards = deployed.hazards(of: compose)
        let rolled = hazards.services.filter { service in
            !service.isJob && service.reasons.isEmpty && !hazards.context.switched.contains(service.name)
        }.map(\.name)
        return compose.services.flatMap { service -> [Diagnostic] in
            guard let kind = ProxyKind(of: service) else { return [] }
            let texts = deployed.configurations(of: service, in: compose)
            return rolled.filter { $0 != service.name.value }.compactMap { name in
                guard let text = texts.first(where: { HostMention.stands(name, in: $0.bytes) }) else {
                    return nil
                }
                let what =
                    "`\(service.name.value)` sends requests to `\(name)`, and Belay does not know of it"
                let why =
                    "\(text.name) names `\(name)`; a proxy keeps the address that a name had when it started"
                let code = ServiceCode.proxyWithoutTraffic
                return Diagnostic(
                    code, what, at: deployed.reading.lines.place(service.name.span), why: why,
                    remedy: kind.remedy(proxy: service.name.value, service: name), severity: code.severity)
            }
        }
    }
}

/// The programs that stand in front of others.
private enum ProxyKind: String, CaseIterable {
    case nginx, openresty, angie, haproxy, caddy, traefik, envoy, httpd

    /// What a service is by the name of its image, or by its own where it is built here.
    init?(of service: ComposeService) {
        let image =
            service.build == nil ? service.image.flatMap { ImageReference($0.value)?.repository } : nil
        let name = (image ?? service.name.value).split(separator: "/").last ?? ""
        guard let kind = ProxyKind.allCases.first(where: { name.contains($0.rawValue) }) else { return nil }
        self = kind
    }

    func remedy(proxy: String, service: String) -> String {
        let entry =
            switch self {
            case .nginx, .openresty, .angie:
                "nginx: { service: \(proxy), upstreams: { \(service): FILE_OF_ITS_UPSTREAM } }"
            case .haproxy: "haproxy: { service: \(proxy), socket: PATH, backends: { BACKEND: \(service) } }"
            case .caddy: "caddy: { admin: http://127.0.0.1:2019, upstreams: { UPSTREAM: \(service) } }"
            case .traefik, .envoy, .httpd: "managed: { listen: { PORT: \(service) } }"
            }
        return "Add `traffic: { \(entry) }` to the environment."
    }
}

extension DeployedProject {
    /// More than this of one proxy is no configuration.
    private static let fileLimit = 50
    /// A larger file is none either.
    private static let sizeLimit = 256 << 10

    /// What a proxy may read of where to send requests: mounted files, configuration files, its own command.
    fileprivate func configurations(
        of service: ComposeService, in compose: ComposeProject
    ) -> [(name: String, bytes: [UInt8])] {
        var texts: [(name: String, bytes: [UInt8])] = []
        let granted = Set(service.configs.map(\.source.value))
        for config in compose.configs where granted.contains(config.key.value) {
            if let content = config.content { texts.append((config.key.value, Array(content.reveal().utf8))) }
        }
        for path in paths(of: service, in: compose, granted: granted) {
            if let bytes = source.release.file(path), bytes.count <= DeployedProject.sizeLimit {
                texts.append((path, bytes))
            }
        }
        let words = (service.process.command?.value ?? []).map(\.written)
        texts.append(("its command", Array(words.joined(separator: " ").utf8)))
        return texts
    }

    private func paths(
        of service: ComposeService, in compose: ComposeProject, granted: Set<String>
    ) -> [String] {
        let files = compose.configs.filter { granted.contains($0.key.value) }.compactMap(\.file?.value)
        let mounted = service.mounts.filter { $0.kind == .bind }.compactMap(\.source?.value)
        let built = service.build?.context?.value
        let own = (files + mounted + (built.map { [$0] } ?? [])).filter { path in
            !path.hasPrefix("/") && !path.hasPrefix("~") && !path.contains("://")
        }
        let all = own.flatMap { path in
            source.release.names(path).map { $0.map { path == "." ? $0 : "\(path)/\($0)" } } ?? [path]
        }
        return Array(all.prefix(DeployedProject.fileLimit))
    }
}
