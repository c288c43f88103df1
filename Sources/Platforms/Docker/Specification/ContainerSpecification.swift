internal import Basis
internal import Updates

/// Everything that makes the containers of a service but what differs from one to the next: name, slot, run.
struct ContainerSpecification: Equatable, Sendable {
    /// The platform that it is made for, as `os/arch`.
    var platform: String?
    /// The body of the call, without the image and without labels of ours.
    var body: EngineValue
    /// The further networks, by name, and how it stands on them.
    var networks: [String: EngineValue] = [:]
    /// Files that are put in before the start.
    var files: [SpecifiedFile] = []
    /// What happens when its process ends, once it is admitted.
    var restart: EngineRestart
    /// The labels that say whose it is and how others find it.
    var labels: [String: String] = [:]
    /// Paths at which a container that takes another's place takes over volumes without a name.
    var inherited: [String] = []
}

extension ContainerSpecification {
    /// The specification of a service's containers.
    init(of service: ComposeService, in context: SpecificationContext) throws(DockerFailure) {
        let grants = Grants(of: service, in: context)
        if let fault = grants.faults.first {
            throw DockerFailure(.badSpecification, at: "service \(service.name.value)", why: fault)
        }
        let mayRunTwice = Exclusivity.reasons(for: service, in: context.project).isEmpty
        let companions = Companions(in: context.project)
        let placement = NetworkPlacement(
            of: service, in: context, answers: !(mayRunTwice && companions.has(service)),
            companions: companions.joined(by: service))
        var body = CreateBody()
        body.add(process: service.process)
        body.add(environment: service.environment)
        body.add(healthcheck: service.healthcheck, api: context.api)
        body.add(logging: service.logging)
        body.add(limits: service.limits, deploy: service.deploy)
        body.add(isolation: service.isolation, file: context.file) { context.folders.ofRelease($0) }
        body.add(mounts: service, in: context)
        for bind in grants.binds { body.append(.text(bind), to: "Binds") }
        body.add(networking: service.networking)
        body.host["NetworkMode"] = .text(placement.mode)
        if let first = placement.first, first != [:] {
            body.fields["NetworkingConfig"] = ["EndpointsConfig": [placement.mode: first]]
        }
        body.fields["Labels"] = CreateBody.named(service.labels)
        body.host["Annotations"] = context.api >= .annotations ? CreateBody.named(service.annotations) : nil
        self.init(
            platform: service.platform?.value, body: body.value,
            networks: Dictionary(
                placement.others.map { ($0.network, $0.endpoint) }, uniquingKeysWith: { $1 }),
            files: grants.files, restart: EngineRestart(of: service))
        if mayRunTwice, let companion = companions.network(of: service) {
            labels[ProjectLabels.companion] = companion
            labels[ProjectLabels.names] =
                NetworkPlacement.names(of: service, in: context.project).joined(separator: ",")
        }
        if !mayRunTwice {
            inherited = service.mounts.filter { $0.kind == .volume && $0.source == nil }.map(\.target.value)
        }
    }

    /// The services whose containers it refers to, as in `network_mode: service:web`.
    var references: [String] {
        let modes = ["NetworkMode", "IpcMode", "PidMode"].compactMap { body["HostConfig"]?[$0]?.text }
        let shared = modes.filter { $0.hasPrefix("service:") }.map { String($0.dropFirst(8)) }
        let mounts = body["HostConfig"]?["VolumesFrom"]?.elements.compactMap(\.text) ?? []
        return shared
            + mounts.filter { !$0.hasPrefix("container:") }.map { String($0.prefix { $0 != ":" }) }
    }
}
