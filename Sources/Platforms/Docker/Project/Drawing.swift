internal import Basis
internal import Ports
internal import Seals
internal import Updates

/// What makes the containers of a service in a release: specification, fingerprints, rules.
struct Drawing {
    let service: ComposeService
    let release: DockerRelease
    let tree: ReleaseTree
    let api: APIVersion

    private var context: SpecificationContext {
        SpecificationContext(
            project: release.project, folders: release.folders, isTracked: release.isTracked,
            file: release.file, api: api)
    }

    /// Why two of its containers must not run at once.
    var exclusive: [String] { Exclusivity.reasons(for: service, in: release.project) }

    /// The specification, with the labels that are the same for every container.
    func specification(variables: [String: String]) throws(DockerFailure) -> ContainerSpecification {
        var specification = try ContainerSpecification(of: service, in: context)
        specification.labels[ProjectLabels.reference] = release.image(of: service)
        specification.labels[ProjectLabels.variables] = variables.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        specification.labels[ProjectLabels.restart] = specification.restart.text
        specification.labels[ProjectLabels.dependencies] = ProjectLabels.dependencies(of: service)
        specification.labels[ProjectLabels.directory] = release.folders.project
        specification.labels[ProjectLabels.files] = release.project.files
            .map { release.folders.ofRelease($0) }.joined(separator: ",")
        return specification
    }

    /// The fingerprint of the configuration: equal where nothing but the image can differ.
    ///
    /// Values that may be secret enter it under the vault's key alone.
    func fingerprint(_ vault: any Vault) async throws -> String {
        var context = context
        context.path = { [release, tree] in Drawing.stable($0, in: release, tree) }
        let specification = try ContainerSpecification(of: service, in: context)
        let parts: [EngineValue] = [
            specification.body, .object(specification.networks), .list(specification.files.map(\.value)),
            specification.restart.value, .text(specification.platform ?? ""),
            .text(specification.labels[ProjectLabels.companion] ?? ""),
        ]
        let whole = EngineValue.list(parts)
        // Each with its length, so that no two lists of secrets read alike.
        let secrets = whole.secrets.map { "\($0.reveal().utf8.count):\($0.reveal())" }.joined()
        let keyed = secrets.isEmpty ? "" : try await vault.fingerprint(Secret(secrets))
        return SHA256.digest(of: whole.redacted() + Array("\n\(keyed)".utf8)).hexadecimal
    }

    /// For each variable a keyed fingerprint of its value, short enough for a label.
    func variables(_ vault: any Vault) async throws -> [String: String] {
        var prints: [String: String] = [:]
        for variable in service.environment {
            let name = variable.name.value
            guard let value = variable.value else {
                prints[name] = ""
                continue
            }
            let print = try await vault.fingerprint(Secret("\(name)=\(value.reveal())"))
            prints[name] = String(print.prefix(Drawing.printLength))
        }
        return prints
    }

    /// Eight hexadecimal digits: a changed value goes unseen once in four billion, and then only in what a
    /// plan shows.
    private static let printLength = 8

    /// What a release brings is compared by its content: its path is another in each release.
    private static func stable(_ path: String, in release: DockerRelease, _ tree: ReleaseTree) -> String {
        let (own, project) = (release.folders.release, release.folders.project)
        guard own != project, path.hasPrefix("\(own)/") else { return path }
        let content = release.file(path).map { "\(SHA256.digest(of: $0))" } ?? tree.release.commit
        return "release:\(path.dropFirst(own.count + 1))@\(content)"
    }

    /// How its containers are replaced.
    var replacement: Blueprint.Replacement {
        var rules = Blueprint.Replacement()
        let written = service.deploy.update
        rules.parallelism = written?.parallelism?.value ?? rules.parallelism
        rules.delay = written?.delay?.value ?? rules.delay
        rules.monitor = written?.monitor?.value ?? rules.monitor
        rules.maximumFailureRatio = written?.maximumFailureRatio?.value ?? rules.maximumFailureRatio
        rules.order = written?.order?.value == .stopFirst || !exclusive.isEmpty ? .stopFirst : .startFirst
        return rules
    }

    /// How many containers there are to be; on one engine there is one of what every machine has.
    var replicas: Int {
        switch service.deploy.mode?.value {
        case .global, .globalJob: 1
        default: service.replicas
        }
    }

    /// Whether the engine asks for its health.
    func hasHealthcheck(_ image: ImageDetails?) -> Bool {
        guard let check = service.healthcheck else { return image?.hasHealthcheck == true }
        return check.isActive && (check.test != nil || image?.hasHealthcheck == true)
    }

    /// The ports on which it listens, as far as the service and the image say.
    func ports(_ image: ImageDetails?) -> [Int] {
        var ports = service.networking.exposed.filter { $0.value.transport == .tcp }
            .flatMap { Array($0.value.ports) }
        ports += service.networking.ports.filter { $0.transport == .tcp }.map(\.target)
        ports += (image?.ports ?? []).filter { $0.hasSuffix("/tcp") }.compactMap { Int($0.dropLast(4)) }
        var seen: Set<Int> = []
        return ports.filter { seen.insert($0).inserted }
    }
}
