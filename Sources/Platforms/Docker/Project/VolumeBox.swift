internal import Basis

/// A container that is there for one volume, and for one act.
struct VolumeBox: Sendable {
    /// The container's id.
    let container: String
    private let engine: DockerEngine

    /// Makes it, of whatever image is there: nothing of it runs, unless words are given for its shell.
    init(
        of volume: String, on site: DockerTargetSite, at root: String, running words: [String]? = nil
    ) async throws {
        engine = site.engine
        let image = try await VolumeBox.borrowedImage(for: volume, on: site)
        var labels: [String: EngineValue] = site.ownLabels.mapValues { .text($0) }
        labels[ProjectLabels.project] = .text(site.project)
        labels[ProjectLabels.oneOff] = "True"
        let body: EngineValue = [
            "Image": .text(image), "Entrypoint": ["sh"], "Cmd": .list((words ?? []).map { .text($0) }),
            "User": "0", "WorkingDir": .text(root), "Labels": .object(labels), "NetworkDisabled": true,
            "Healthcheck": ["Test": ["NONE"]],
            "HostConfig": [
                "Binds": .list([.text("\(volume):\(root)")]), "RestartPolicy": ["Name": "no"],
            ],
        ]
        // A name that is used once: what a crash leaves behind collides with nothing.
        let name = "\(site.project)-data-\(UInt64.random(in: 0...UInt64.max))"
        container = try await engine.create(name, body, by: .after(DockerTargetSite.act))
    }

    /// An image of the project's containers, which have what its volumes need; else any, for a project that
    /// was taken down.
    private static func borrowedImage(
        for volume: String, on site: DockerTargetSite
    ) async throws -> String {
        let own = try await site.containers().lazy.map(\.imageID).first { !$0.isEmpty }
        if let own { return own }
        guard let any = try await site.engine.images(by: .after(DockerTargetSite.look)).first?.id else {
            throw DockerFailure(
                .noImage, at: "volume \(volume)",
                why: "the engine has no image at all that could be borrowed to reach it")
        }
        return any
    }

    /// Removes it. What cannot be removed is in nobody's way, and fails nothing that was done.
    func remove() async {
        // Also when the task was cancelled: a call within it would not be made.
        let (engine, container) = (engine, container)
        _ = await Task {
            try? await engine.remove(container: container, force: true, by: .after(DockerTargetSite.act))
        }.value
    }
}

/// A stream that needs a box for as long as it is read.
final class BoxedStream: ByteStream {
    private let source: any ByteStream
    private let box: VolumeBox

    init(_ source: any ByteStream, from box: VolumeBox) { (self.source, self.box) = (source, box) }

    deinit {
        let box = box
        Task { await box.remove() }
    }

    func next() async throws -> [UInt8]? { try await source.next() }
}
