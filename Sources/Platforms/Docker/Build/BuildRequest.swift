internal import Archives
internal import Basis
internal import Updates

/// What is asked of a builder.
struct BuildRequest {
    /// The directory that is sent.
    let context: String
    /// The Dockerfile within it; nil is the usual one.
    let dockerfile: String?
    /// The text of a Dockerfile in place of a file.
    let inline: String?
    /// The stage to build.
    let target: String?
    let arguments: [String: Secret]
    let labels: [String: EngineValue]
    /// The names that the image gets.
    let tags: [String]
    let cacheFrom: [String]
    let extraHosts: [String]
    let network: String?
    let platform: String?
    let sharedMemory: ByteCount?
    let ignoresCache: Bool
    let pullsBases: Bool

    /// The build of a service, or why it cannot be done through the API alone.
    init(
        of service: ComposeService, _ build: ComposeBuild, tag: String, in folders: ReleaseFolders,
        labels own: [String: String]
    ) throws(DockerFailure) {
        let refuse = { (why: String) in
            DockerFailure(.notBuilt, at: "service \(service.name.value)", why: why)
        }
        let written = build.context?.value ?? "."
        guard !written.contains("://") else {
            throw refuse("its context is an address; check it out below the project and name the folder")
        }
        let session = "only `docker buildx build` can do that; build and push there, and use `image:` here"
        if !build.secrets.isEmpty { throw refuse("`secrets` need a session with the builder: \(session)") }
        if !build.ssh.isEmpty { throw refuse("`ssh` needs a session with the builder: \(session)") }
        if !build.additionalContexts.isEmpty {
            throw refuse("`additional_contexts` need a session with the builder: \(session)")
        }
        guard build.platforms.count <= 1 else {
            throw refuse("an image for several platforms cannot be kept by the engine: \(session)")
        }
        context = folders.ofRelease(written)
        dockerfile = build.dockerfile?.value
        inline = build.inlineDockerfile?.value.value.reveal()
        target = build.target?.value
        let pairs = build.arguments.compactMap { argument in
            argument.value.map { (argument.name.value, $0) }
        }
        arguments = Dictionary(pairs, uniquingKeysWith: { $1 })
        var labels = CreateBody.table(build.labels)
        for (name, value) in own { labels[name] = .text(value) }
        self.labels = labels
        tags = [tag] + build.tags.map(\.value)
        cacheFrom = build.cacheFrom.map(\.value).filter { !$0.contains("type=") || $0.contains("ref=") }
        extraHosts = build.extraHosts.map(\.value)
        network = build.network?.value
        platform = build.platforms.first?.value ?? service.platform?.value
        sharedMemory = build.sharedMemory?.value
        ignoresCache = build.ignoresCache?.value ?? false
        pullsBases = build.pullsBases?.value ?? false
    }

    /// The query of the call. What may be secret is part of it: it stays out of every message.
    func query(version: Int, dockerfile: String) -> [(name: String, value: String)] {
        let json = { (value: EngineValue) in String(decoding: value.bytes(), as: UTF8.self) }
        var query = [("version", "\(version)"), ("dockerfile", dockerfile), ("rm", "1"), ("forcerm", "1")]
        query += tags.map { ("t", $0) }
        if !arguments.isEmpty {
            query.append(("buildargs", json(.object(arguments.mapValues { .secret($0) }))))
        }
        if !labels.isEmpty { query.append(("labels", json(.object(labels)))) }
        if !cacheFrom.isEmpty { query.append(("cachefrom", json(.list(cacheFrom.map { .text($0) })))) }
        query += extraHosts.map { ("extrahosts", $0.replacing("=", with: ":", maxReplacements: 1)) }
        if let target { query.append(("target", target)) }
        if let network { query.append(("networkmode", network)) }
        if let platform { query.append(("platform", platform)) }
        if let sharedMemory { query.append(("shmsize", "\(sharedMemory.bytes)")) }
        if ignoresCache { query.append(("nocache", "1")) }
        return query
    }
}
