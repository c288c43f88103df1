internal import Archives
internal import Basis
internal import Ports
internal import Updates

/// The making of a container after a specification: its creation, its further networks, its files.
///
/// Each part can be done again: a container that a crash left half made is completed.
struct Making {
    let site: DockerTargetSite
    let name: String
    let specification: ContainerSpecification
    /// The body with image and labels.
    let body: EngineValue

    private var engine: DockerEngine { site.engine }

    /// What came of it.
    enum Result {
        /// It is new, under this id.
        case made(id: String)
        /// It was there.
        case found(ContainerDetails)
    }

    /// Makes it, or completes what bears the name already if `isOurs` says so.
    func make(orTake isOurs: (ContainerDetails) -> Bool) async throws -> Result {
        let id: String
        do throws(DockerFailure) {
            id = try await engine.create(
                name, body, platform: specification.platform, by: .after(DockerTargetSite.act))
        } catch {
            guard error.code == .nameTaken else { throw error }
            let found = try await engine.container(name, by: .after(DockerTargetSite.look))
            guard isOurs(found) else { throw error }
            if !found.process.wasStarted { try await complete(joined: Set(found.endpoints.keys)) }
            return .found(found)
        }
        try await complete(joined: [])
        return .made(id: id)
    }

    private func complete(joined: Set<String>) async throws {
        for (network, endpoint) in specification.networks.sorted(by: { $0.key < $1.key })
        where !joined.contains(network) {
            try await engine.connect(name, to: network, as: endpoint, by: .after(DockerTargetSite.act))
        }
        guard !specification.files.isEmpty else { return }
        let items = specification.files.map { file in
            let bytes = Array(file.content.reveal().utf8)
            return ArchiveItem(
                ArchiveEntry(
                    ArchiveName(String(file.path.drop { $0 == "/" })), .file(size: Int64(bytes.count)),
                    mode: file.mode, owner: ArchiveEntry.Owner(user: file.owner, group: file.group)),
                .bytes(bytes))
        }
        try await engine.put(TarStream(of: items), into: name, at: "/", by: .after(DockerTargetSite.act))
    }
}

extension ContainerSpecification {
    /// The body with the containers that it refers to by their services, as the engine wants them.
    func body(resolving site: DockerTargetSite) async throws(DockerFailure) -> EngineValue {
        let services = references
        guard !services.isEmpty, case .object(var host)? = body["HostConfig"] else { return body }
        var ids: [String: String] = [:]
        for container in try await site.containers() where container.state == .running {
            guard let service = container.labels[ProjectLabels.service] else { continue }
            ids[service] = container.id
        }
        for service in services where ids[service] == nil {
            throw DockerFailure(
                .noContainer, at: "service \(service)", why: "another service shares it, and it does not run")
        }
        for mode in ["NetworkMode", "IpcMode", "PidMode"] {
            guard let text = host[mode]?.text, text.hasPrefix("service:"),
                let id = ids[String(text.dropFirst(8))]
            else { continue }
            host[mode] = .text("container:\(id)")
        }
        if let mounts = host["VolumesFrom"] {
            host["VolumesFrom"] = .list(
                mounts.elements.compactMap(\.text).map { written in
                    if written.hasPrefix("container:") { return .text(String(written.dropFirst(10))) }
                    let service = written.prefix { $0 != ":" }
                    return .text((ids[String(service)] ?? "") + written.dropFirst(service.count))
                })
        }
        var body = body
        body["HostConfig"] = .object(host)
        return body
    }
}
