internal import Basis
internal import Updates

extension CreateBody {
    /// How the container is named, what it listens on and what it asks for names.
    mutating func add(networking: ComposeNetworking) {
        fields["Hostname"] = networking.hostname.map { .text($0.value) }
        fields["Domainname"] = networking.domainName.map { .text($0.value) }
        host["Dns"] = CreateBody.texts(networking.nameServers)
        host["DnsSearch"] = CreateBody.texts(networking.searchDomains)
        host["DnsOptions"] = CreateBody.texts(networking.resolverOptions)
        host["ExtraHosts"] = CreateBody.hosts(networking.extraHosts)
        var exposed: [String: EngineValue] = [:]
        for range in networking.exposed {
            for port in range.value.ports { exposed["\(port)/\(range.value.transport.rawValue)"] = [:] }
        }
        var published: [String: [EngineValue]] = [:]
        for port in networking.ports {
            let key = "\(port.target)/\(port.transport.rawValue)"
            exposed[key] = [:]
            published[key, default: []].append(
                ["HostIp": .text(port.address ?? ""), "HostPort": .text(CreateBody.text(of: port.published))])
        }
        if !exposed.isEmpty { fields["ExposedPorts"] = .object(exposed) }
        if !published.isEmpty { host["PortBindings"] = .object(published.mapValues { .list($0) }) }
    }

    /// Of a range the engine picks one.
    private static func text(of published: ClosedRange<Int>?) -> String {
        guard let published else { return "" }
        return published.count == 1
            ? "\(published.lowerBound)" : "\(published.lowerBound)-\(published.upperBound)"
    }

    /// Compose writes `name=address`, engines want `name:address`.
    static func hosts(_ written: [Located<String>]) -> EngineValue? {
        guard !written.isEmpty else { return nil }
        return .list(
            written.map { entry in
                let name = entry.value.prefix { $0 != "=" }
                let address = entry.value.dropFirst(name.count + 1)
                return .text(name.count == entry.value.count ? entry.value : "\(name):\(address)")
            })
    }
}
