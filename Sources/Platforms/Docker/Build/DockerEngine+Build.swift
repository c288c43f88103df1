internal import Basis
internal import HTTP

extension DockerEngine {
    /// The last lines of a builder, for whoever must know why it failed.
    private static let complaint = ByteCount.kibibytes(8)

    /// Builds an image and returns its id, telling each step.
    ///
    /// By BuildKit, which the engine has in itself since 18.09, and by the older builder only where it says
    /// that it has none.
    func build(
        _ request: BuildRequest, _ context: SentContext, logins: [String: RegistryLogin],
        by deadline: Deadline, progress: @Sendable (String) -> Void
    ) async throws(DockerFailure) -> String {
        do throws(DockerFailure) {
            return try await build(
                request, context, version: 2, logins: logins, by: deadline, progress: progress)
        } catch {
            guard DockerEngine.hasNoBuildKit(error) else { throw error }
            progress("the engine has no BuildKit: using its older builder")
            return try await build(
                request, context, version: 1, logins: logins, by: deadline, progress: progress)
        }
    }

    private static func hasNoBuildKit(_ failure: DockerFailure) -> Bool {
        let words = failure.why.lowercased()
        return words.contains("buildkit is not supported") || words.contains("buildkit is not enabled")
            || words.contains("invalid version 2")
    }

    func build(
        _ request: BuildRequest, _ context: SentContext, version: Int, logins: [String: RegistryLogin],
        by deadline: Deadline, progress: @Sendable (String) -> Void
    ) async throws(DockerFailure) -> String {
        var headers = RegistryLogin.headers(logins)
        headers.add("Content-Type", "application/x-tar")
        let name = request.tags.first ?? request.context
        let call = EngineCall(
            .post, "/build", request.query(version: version, dockerfile: context.dockerfile),
            body: .stream(context.stream(), length: nil), headers: headers, about: .image(name))
        let answer = try await answer(call, by: deadline)
        let lines = JSONLines<ImageLine>(answer.body, at: "image \(name)")
        var words = BuildWords(atMost: DockerEngine.complaint)
        var id: String?
        while let line = try await lines.next() {
            if let error = line.error {
                let code = DockerFailure.code(status: 0, words: error, about: .image(name))
                let isNamed = [.noSpace, .loginRefused].contains(code)
                throw DockerFailure(
                    isNamed ? code : .notBuilt, at: "image \(name)", why: words.complaint(error))
            }
            if case .image(let built) = line.aux { id = built }
            for step in words.take(line) { progress(step) }
        }
        guard let id else {
            throw DockerFailure(.notBuilt, at: "image \(name)", why: "the builder tells no id of it")
        }
        return id
    }
}
