package import Basis
internal import Glibc
package import Ports
internal import Updates

/// The images of a project on its engine: built, pulled and pushed.
package final class DockerImages: Images {
    private let site: DockerTargetSite
    private let logins: RegistryLogins
    /// Whether the engine's disk is ours too.
    private let isLocal: Bool
    private var engine: DockerEngine { site.engine }

    /// The images of a project; `isLocal` if the engine runs on this machine.
    package init(_ site: DockerTargetSite, logins: RegistryLogins, isLocal: Bool) {
        (self.site, self.logins, self.isLocal) = (site, logins, isLocal)
    }

    /// How each service comes by its image: built from its recipe, or fetched by its name.
    package func origins(in tree: ReleaseTree) async throws -> [ImageOrigin] {
        let release = try await site.read(tree)
        var origins: [ImageOrigin] = []
        for service in release.project.services {
            var recipe: ImageOrigin.Recipe?
            if let build = service.build {
                let key = try await site.vault.fingerprint(Secret(build.ingredients))
                recipe = ImageOrigin.Recipe(folder: build.folder, fingerprint: key)
            }
            origins.append(
                ImageOrigin(
                    service: service.name.value, reference: release.image(of: service), recipe: recipe))
        }
        return origins
    }

    /// The id of an image; nil if it is not here.
    package func id(of reference: String) async throws -> String? {
        do throws(DockerFailure) {
            return try await engine.image(reference, by: .after(DockerTargetSite.look)).id
        } catch {
            if error.code == .noImage { return nil }
            throw error
        }
    }

    /// Builds a service's image from a release and tells its id.
    package func build(
        _ service: String, in tree: ReleaseTree, tag: String, in situation: Situation
    ) async throws -> String {
        let release = try await site.read(tree)
        let service = try release.service(service)
        guard let build = service.build else {
            throw DockerFailure(
                .notBuilt, at: "service \(service.name.value)", why: "the Compose files give it no `build`")
        }
        let request = try BuildRequest(
            of: service, build, tag: tag, in: release.folders,
            labels: site.ownLabels.merging([ProjectLabels.release: tree.release.version]) { $1 })
        var context = try SentContext(request)
        let bases = BaseImages(
            context.text, arguments: request.arguments.mapValues { $0.reveal() }, target: request.target)
        try await pullBases(bases, of: request, &context, in: situation)
        var known: [String: RegistryLogin] = [:]
        for base in bases.references {
            guard let name = ImageReference(base) else { continue }
            known[RegistryLogins.key(for: name)] = try await logins.login(for: name)
        }
        try await situation.leash.permit(
            "build \(service.name.value)", lasting: situation.deadline.remaining)
        let leash = situation.leash
        return try await engine.build(request, context, logins: known, by: situation.deadline) { step in
            leash.tell(.said(step))
        }
    }

    /// Fetches an image and tells its id.
    package func pull(_ reference: String, in situation: Situation) async throws -> String {
        let name = try DockerImages.read(reference)
        try await situation.leash.permit("pull \(reference)", lasting: situation.deadline.remaining)
        let layers = Layers(of: reference, telling: situation.leash)
        return try await engine.pull(
            name, login: try await logins.login(for: name), by: situation.deadline, progress: layers.take
        ).id
    }

    /// Sends an image to its registry and tells its digest there.
    package func push(_ reference: String, in situation: Situation) async throws -> String {
        let name = try DockerImages.read(reference)
        try await situation.leash.permit("push \(reference)", lasting: situation.deadline.remaining)
        let layers = Layers(of: reference, telling: situation.leash)
        let digest = try await engine.push(
            name, login: try await logins.login(for: name), by: situation.deadline, progress: layers.take)
        return "\(digest)"
    }

    /// Gives an image a further name, so that nobody's clean-up takes it.
    package func keep(_ id: String, as tag: String) async throws {
        try await engine.tag(id, as: try DockerImages.read(tag), by: .after(DockerTargetSite.act))
    }

    /// Takes such a name away again, and with its last name the image.
    package func letGo(of tag: String) async throws {
        do throws(DockerFailure) {
            try await engine.remove(image: tag, by: .after(DockerTargetSite.act))
        } catch {
            guard error.code == .noImage else { throw error }
        }
    }

    /// What is free where the engine keeps images; nil where it is another machine's disk.
    package func freeSpace() async throws -> ByteCount? {
        guard isLocal else { return nil }
        let root = try await engine.information(by: .after(DockerTargetSite.look)).root
        var room = statvfs()
        guard statvfs(root, &room) == 0 else { return nil }
        let (bytes, overflow) = UInt64(room.f_bavail).multipliedReportingOverflow(by: UInt64(room.f_frsize))
        return overflow ? nil : ByteCount(Int64(clamping: bytes))
    }

    /// Has the engine have what the build begins from: the builder itself has no login.
    private func pullBases(
        _ bases: BaseImages, of request: BuildRequest, _ context: inout SentContext, in situation: Situation
    ) async throws {
        for base in bases.references {
            guard let name = ImageReference(base) else { continue }
            let isHere = request.pullsBases ? false : try await id(of: base) != nil
            if isHere { continue }
            try await situation.leash.permit("pull \(base)", lasting: situation.deadline.remaining)
            let layers = Layers(of: base, telling: situation.leash)
            _ = try await engine.pull(
                name, platform: request.platform, login: try await logins.login(for: name),
                by: situation.deadline, progress: layers.take)
        }
        guard let syntax = bases.syntax, let name = ImageReference(syntax) else { return }
        if try await id(of: syntax) != nil { return }
        do throws(DockerFailure) {
            _ = try await engine.pull(
                name, login: try await logins.login(for: name), by: situation.deadline)
        } catch {
            // The engine has this very frontend in itself, in the version of its own day.
            guard syntax.hasPrefix("docker/dockerfile:1"), error.code == .notPulled else { throw error }
            situation.leash.tell(.said("\(syntax) cannot be had: the engine's own reads the Dockerfile"))
            try context.dropSyntax()
        }
    }

    private static func read(_ reference: String) throws(DockerFailure) -> ImageReference {
        guard let name = ImageReference(reference) else {
            throw DockerFailure(.noImage, at: "image \(reference)", why: "that is no name of an image")
        }
        return name
    }
}

extension ComposeBuild {
    /// The context as a folder of the release; nil where it lies elsewhere, or is more than one.
    fileprivate var folder: String? {
        let path = context?.value ?? "."
        let isElsewhere =
            path.hasPrefix("/") || path.hasPrefix("~") || path.contains("..") || path.contains("://")
        guard !isElsewhere, additionalContexts.isEmpty else { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// Everything beside the context that goes into the image. Arguments may be secrets: a keyed fingerprint
    /// of this is all that anybody sees.
    fileprivate var ingredients: String {
        let pairs = arguments.map { "\($0.name.value)=\($0.value?.reveal() ?? "")" }
        let parts: [String] = [
            dockerfile?.value ?? "Dockerfile", inlineDockerfile?.value.value.reveal() ?? "",
            target?.value ?? "", platforms.map(\.value).joined(separator: ","),
        ]
        return (parts + pairs).joined(separator: "\n")
    }
}
