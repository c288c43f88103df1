internal import Basis
internal import Ports
internal import Updates

/// What the services of a project stand on, compared with what the engine has.
struct Laying {
    /// A network that is to be made.
    struct MissingNetwork {
        let name: String
        let body: EngineValue
    }

    let site: DockerTargetSite
    let project: ComposeProject

    private var engine: DockerEngine { site.engine }
    private var companions: Companions { Companions(in: project) }

    /// The networks that are not there; throws if one of them is not ours to make.
    func missingNetworks() async throws(DockerFailure) -> [MissingNetwork] {
        let named = project.networks.map { ($0.engineName(project: project.name), $0) }
        let own = companions.services.compactMap { companions.network(of: $0) }
        guard !named.isEmpty || !own.isEmpty else { return [] }
        let found = Set(
            try await engine.networks(named: named.map(\.0) + own, by: .after(DockerTargetSite.look))
                .map(\.name))
        var missing: [MissingNetwork] = []
        for (name, network) in named where !found.contains(name) {
            guard network.isExternal?.value != true else {
                throw DockerFailure(
                    .noNetwork, at: "network \(name)", why: "it is external, so it must be there already")
            }
            missing.append(MissingNetwork(name: name, body: body(of: network, named: name)))
        }
        for name in own where !found.contains(name) {
            missing.append(MissingNetwork(name: name, body: companion(named: name)))
        }
        return missing
    }

    /// The volumes that are not there; throws if one is not ours to make, or stands otherwise than written.
    func missingVolumes() async throws(DockerFailure) -> [ComposeVolume] {
        guard !project.volumes.isEmpty else { return [] }
        let found = try await engine.volumes(labelled: [], by: .after(DockerTargetSite.look))
        let drivers = Dictionary(found.map { ($0.name, $0.driver) }, uniquingKeysWith: { $1 })
        var missing: [ComposeVolume] = []
        for volume in project.volumes {
            let name = volume.engineName(project: project.name)
            guard let driver = drivers[name] else {
                guard volume.isExternal?.value != true else {
                    throw DockerFailure(
                        .noVolume, at: "volume \(name)", why: "it is external, so it must be there already")
                }
                missing.append(volume)
                continue
            }
            // The engine would return the old one and say nothing.
            if let wanted = volume.driver?.value, wanted != driver {
                throw DockerFailure(
                    .badSpecification, at: "volume \(name)",
                    why: "it stands with the driver \(driver), and the file wants \(wanted)")
            }
        }
        return missing
    }

    /// Containers that run, each with a companion network on which it could not resolve a name.
    func missingConnections() async throws(DockerFailure) -> [(container: String, network: String)] {
        let companions = companions
        guard !companions.services.isEmpty else { return [] }
        var missing: [(container: String, network: String)] = []
        for container in try await site.containers() where container.state == .running {
            let name = container.labels[ProjectLabels.service]
            guard let service = project.services.first(where: { $0.name.value == name }),
                !["host", "none"].contains(container.networkMode),
                !container.networkMode.hasPrefix("container:")
            else { continue }
            for network in companions.joined(by: service) where container.addresses[network] == nil {
                missing.append((container.name, network))
            }
        }
        return missing
    }

    func make(_ network: MissingNetwork) async throws(DockerFailure) {
        do throws(DockerFailure) {
            _ = try await engine.create(
                network: network.body, named: network.name, by: .after(DockerTargetSite.act))
        } catch {
            // Somebody made it in between, or we did in a call whose answer was lost.
            guard error.code == .nameTaken else { throw error }
        }
    }

    func make(_ volume: ComposeVolume) async throws(DockerFailure) {
        var labels = CreateBody.table(volume.labels)
        for (name, value) in site.ownLabels { labels[name] = .text(value) }
        labels[ProjectLabels.project] = .text(project.name)
        labels[ProjectLabels.volume] = .text(volume.key.value)
        _ = try await engine.create(
            volume: volume.engineName(project: project.name), driver: volume.driver?.value ?? "local",
            options: CreateBody.table(volume.driverOptions), labels: labels,
            by: .after(DockerTargetSite.act))
    }

    func connect(_ container: String, to network: String) async throws(DockerFailure) {
        do throws(DockerFailure) {
            try await engine.connect(container, to: network, as: [:], by: .after(DockerTargetSite.act))
        } catch {
            // It went away, or it is there already: what was to be had is had.
            guard error.code == .noContainer || error.why.contains("already exists in network") else {
                throw error
            }
        }
    }

    private func body(of network: ComposeNetwork, named name: String) -> EngineValue {
        var value: [String: EngineValue] = ["Name": .text(name), "CheckDuplicate": true]
        value["Driver"] = network.driver.map { .text($0.value) }
        value["Options"] = CreateBody.named(network.driverOptions)
        value["Internal"] = network.isInternal.map { .bool($0.value) }
        value["Attachable"] = network.isAttachable.map { .bool($0.value) }
        value["EnableIPv6"] = network.hasIPv6.map { .bool($0.value) }
        if engine.api >= .switchableIPv4 {
            value["EnableIPv4"] = network.hasIPv4.map { .bool($0.value) }
        }
        var addresses: [String: EngineValue] = [:]
        addresses["Driver"] = network.addressDriver.map { .text($0.value) }
        addresses["Options"] = CreateBody.named(network.addressOptions)
        if !network.pools.isEmpty { addresses["Config"] = .list(network.pools.map(Laying.value)) }
        if !addresses.isEmpty { value["IPAM"] = .object(addresses) }
        var labels = CreateBody.table(network.labels)
        for (name, value) in site.ownLabels { labels[name] = .text(value) }
        labels[ProjectLabels.project] = .text(project.name)
        labels[ProjectLabels.network] = .text(network.key.value)
        value["Labels"] = .object(labels)
        return .object(value)
    }

    /// Nothing leads out of it: only names are looked up there, and answered.
    private func companion(named name: String) -> EngineValue {
        var labels = site.ownLabels.mapValues { EngineValue.text($0) }
        labels[ProjectLabels.project] = .text(project.name)
        labels[ProjectLabels.network] = .text(String(name.dropFirst(project.name.count + 1)))
        labels[ProjectLabels.kind] = "companion"
        return [
            "Name": .text(name), "CheckDuplicate": true, "Internal": true, "Labels": .object(labels),
        ]
    }

    private static func value(of pool: ComposeAddressPool) -> EngineValue {
        var value: [String: EngineValue] = [:]
        value["Subnet"] = pool.subnet.map { .text($0.value) }
        value["IPRange"] = pool.range.map { .text($0.value) }
        value["Gateway"] = pool.gateway.map { .text($0.value) }
        let reserved = CreateBody.table(pool.reserved)
        if !reserved.isEmpty { value["AuxiliaryAddresses"] = .object(reserved) }
        return .object(value)
    }
}
