package import Basis
internal import HTTP

extension DockerEngine {
    /// One image, by id, name or digest.
    package func image(_ name: String, by deadline: Deadline) async throws(DockerFailure) -> ImageDetails {
        try await read(
            EngineCall(.get, "/images/\(EngineCall.part(name))/json", about: .image(name)), by: deadline)
    }

    /// The images that bear all of these labels; all that have a name if there are none.
    func images(labelled labels: [String] = [], by deadline: Deadline) async throws(DockerFailure)
        -> [ImageSummary]
    {
        let filters = labels.isEmpty ? [] : [EngineCall.filters(["label": labels])]
        return try await read(
            EngineCall(.get, "/images/json", filters), atMost: EngineLimits.list, by: deadline)
    }

    /// Gives an image a further name and tag; whatever bore that name bears it no more.
    func tag(_ image: String, as name: ImageReference, by deadline: Deadline) async throws(DockerFailure) {
        let query = [("repo", name.name), ("tag", name.tag ?? "latest")]
        try await call(
            EngineCall(.post, "/images/\(EngineCall.part(image))/tag", query, about: .image(image)),
            by: deadline)
    }

    /// Takes a name from an image, and the image itself with its last one.
    func remove(image name: String, force: Bool = false, by deadline: Deadline) async throws(DockerFailure) {
        try await call(
            EngineCall(
                .delete, "/images/\(EngineCall.part(name))", [("force", force ? "1" : "0")],
                about: .image(name)),
            by: deadline)
    }

    /// Pulls an image by tag or digest, telling how far it is, and returns it.
    func pull(
        _ name: ImageReference, platform: String? = nil, login: RegistryLogin? = nil, by deadline: Deadline,
        progress: @Sendable (ImageProgress) -> Void = { _ in }
    ) async throws(DockerFailure) -> ImageDetails {
        var query = [("fromImage", name.name)]
        query.append(("tag", name.digest.map { "\($0)" } ?? name.tag ?? "latest"))
        if let platform { query.append(("platform", platform)) }
        let call = EngineCall(
            .post, "/images/create", query, headers: RegistryLogin.headers(login), about: .image("\(name)"))
        _ = try await follow(call, of: name, fault: .notPulled, by: deadline, progress)
        return try await image("\(name)", by: deadline)
    }

    /// Pushes an image under its name and tag, and returns the digest that the registry gave it.
    func push(
        _ name: ImageReference, login: RegistryLogin? = nil, by deadline: Deadline,
        progress: @Sendable (ImageProgress) -> Void = { _ in }
    ) async throws(DockerFailure) -> Digest {
        // The engine wants the field even from those who have no login.
        let call = EngineCall(
            .post, "/images/\(EngineCall.part(name.name))/push", [("tag", name.tag ?? "latest")],
            headers: RegistryLogin.headers(login ?? .anonymous), about: .image("\(name)"))
        let told = try await follow(call, of: name, fault: .notPushed, by: deadline, progress)
        guard let digest = told.flatMap({ Digest($0) }) else {
            throw DockerFailure(.notPushed, at: "image \(name)", why: "the engine tells no digest of it")
        }
        return digest
    }

    /// Reads what the engine says to its end; the digest is told in between.
    private func follow(
        _ call: EngineCall, of name: ImageReference, fault: DockerCode, by deadline: Deadline,
        _ progress: @Sendable (ImageProgress) -> Void
    ) async throws(DockerFailure) -> String? {
        // What is not named by its words is a failure of the way to the registry, at whatever point.
        let unnamed: [DockerCode] = [.refused, .failed, .noImage, .notFound, .badSpecification]
        let answer: HTTPResponse
        do throws(DockerFailure) {
            answer = try await self.answer(call, by: deadline)
        } catch {
            throw unnamed.contains(error.code)
                ? DockerFailure(fault, at: error.place, why: error.why) : error
        }
        let lines = JSONLines<ImageLine>(answer.body, at: "image \(name)")
        var digest: String?
        while let line = try await lines.next() {
            if let error = line.error {
                let code = DockerFailure.code(status: 0, words: error, about: .image("\(name)"))
                throw DockerFailure(unnamed.contains(code) ? fault : code, at: "image \(name)", why: error)
            }
            if let step = line.progress { progress(step) }
            if case .digest(let told) = line.aux { digest = told }
        }
        return digest
    }
}
