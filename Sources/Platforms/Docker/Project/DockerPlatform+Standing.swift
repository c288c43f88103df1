internal import Archives
internal import Basis
internal import HTTP
internal import HTTP
internal import Ports
package import Updates

extension DockerPlatform {
    /// Everything that made the containers of services as they run: one container of each speaks for all.
    package func standing(of services: [String]) async throws -> [Blueprint] {
        let containers = try await site.containers()
        var blueprints: [Blueprint] = []
        for service in services {
            let all = containers.filter { $0.labels[ProjectLabels.service] == service }
            let running = all.filter { $0.state.mayRun }
            guard let one = (running.isEmpty ? all : running).max(by: { $0.created < $1.created }) else {
                continue
            }
            let found = try await engine.found(one.id, by: .after(DockerTargetSite.look))
            guard let inspected = Inspected(found) else {
                throw DockerFailure(
                    .notAnEngine, at: "container \(one.name)", why: "what it was made of cannot be read")
            }
            var specification = inspected.specification
            specification.labels = one.labels.filter { Inspected.isKept($0.key) }
            for path in (one.labels[ProjectLabels.putIn] ?? "").split(separator: "\n") {
                specification.files.append(
                    try await engine.file(String(path), in: one.id, by: .after(DockerTargetSite.look)))
            }
            var blueprint = Blueprint(
                service: service, release: one.labels[ProjectLabels.release] ?? Inspected.adopted,
                image: one.imageID, configuration: one.labels[ProjectLabels.configuration] ?? "",
                replicas: running.count,
                specification: try await site.vault.seal(specification.record))
            blueprint.exclusive = inspected.exclusive
            blueprint.replacement.order = inspected.exclusive.isEmpty ? .startFirst : .stopFirst
            blueprint.grace = inspected.grace ?? blueprint.grace
            blueprint.hasHealthcheck = inspected.hasHealthcheck
            blueprint.ports = one.ports
            blueprints.append(blueprint)
        }
        return blueprints
    }
}

extension DockerEngine {
    /// A file of a container, as it was put in: what makes another one like it must hold it too.
    func file(_ path: String, in name: String, by deadline: Deadline) async throws -> SpecifiedFile {
        let answer = try await answer(
            EngineCall(.get, self.path(name, "archive"), [("path", path)], about: .container(name)),
            by: deadline)
        let archive = ArchiveReader(answer.body)
        guard let entry = try await archive.nextEntry(), case .file(let size) = entry.kind,
            size <= EngineLimits.object.bytes
        else {
            throw DockerFailure(.notFound, at: "container \(name)", why: "\(path) is no file that was put in")
        }
        var bytes: [UInt8] = []
        while let piece = try await archive.nextPiece() { bytes += piece }
        return SpecifiedFile(
            path: path, mode: entry.mode, owner: entry.owner.user, group: entry.owner.group,
            content: Secret(String(decoding: bytes, as: UTF8.self)))
    }

    /// A container with everything that the engine says of it.
    func found(_ name: String, by deadline: Deadline) async throws(DockerFailure) -> EngineValue {
        try await read(EngineCall(.get, path(name, "json"), about: .container(name)), by: deadline)
    }
}
