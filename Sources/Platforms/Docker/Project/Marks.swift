internal import Basis
internal import FoundationEssentials
internal import Ports
internal import Updates

/// What the engine itself remembers of Belay's runs, in the labels of volumes that hold nothing: which run is
/// open, and which release was committed last.
///
/// Labels of a volume never change, so each mark is a volume of its own and the newest counts.
struct Marks {
    private static let mark = "belay.mark"
    private static let open = "run"
    private static let committed = "release"

    private let site: DockerTargetSite

    init(_ site: DockerTargetSite) { self.site = site }

    /// All marks, in one request.
    func volumes() async throws(DockerFailure) -> [VolumeDetails] {
        let labels = site.ownLabels.map { "\($0.key)=\($0.value)" } + [ProjectLabels.kind]
        return try await site.engine.volumes(labelled: labels.sorted(), by: .after(DockerTargetSite.look))
    }

    /// The release that was committed last.
    func release(in volumes: [VolumeDetails]) -> ReleaseMark? { newest(Marks.committed, in: volumes) }

    /// The run that is open.
    func run(in volumes: [VolumeDetails]) -> RunMark? { newest(Marks.open, in: volumes) }

    /// Writes down which run is open.
    func write(_ run: RunMark?, under epoch: Epoch) async throws {
        let before = try await volumes().filter { $0.labels[ProjectLabels.kind] == Marks.open }
        if let run { try await write(run, Marks.open, key: "\(run.run)", under: epoch) }
        for old in before where run.map({ old.name != name(Marks.open, "\($0.run)", epoch) }) ?? true {
            try await remove(old.name)
        }
    }

    /// Writes down which release was committed last.
    func write(_ release: ReleaseMark, under epoch: Epoch) async throws {
        let before = try await volumes().filter { $0.labels[ProjectLabels.kind] == Marks.committed }
        try await write(release, Marks.committed, key: "\(release.run)", under: epoch)
        // The new one stands before the old ones go: a crash in between leaves two, and the newer counts.
        for old in before where old.name != name(Marks.committed, "\(release.run)", epoch) {
            try await remove(old.name)
        }
    }

    private func name(_ kind: String, _ key: String, _ epoch: Epoch) -> String {
        "belay.\(kind).\(site.scope.app).\(site.scope.environment).\(epoch).\(key)"
    }

    private func write(_ mark: some Encodable, _ kind: String, key: String, under epoch: Epoch) async throws {
        var labels = site.ownLabels
        labels[ProjectLabels.kind] = kind
        labels[ProjectLabels.epoch] = "\(epoch)"
        labels[Marks.mark] = String(decoding: try JSONEncoder().encode(mark), as: UTF8.self)
        _ = try await site.engine.create(
            volume: name(kind, key, epoch), labels: labels.mapValues { .text($0) },
            by: .after(DockerTargetSite.act))
    }

    private func remove(_ name: String) async throws {
        do throws(DockerFailure) {
            try await site.engine.remove(volume: name, by: .after(DockerTargetSite.act))
        } catch {
            guard error.code == .noVolume else { throw error }
        }
    }

    private func newest<Mark: Decodable>(_ kind: String, in volumes: [VolumeDetails]) -> Mark? {
        let own = volumes.filter { $0.labels[ProjectLabels.kind] == kind }
        let ordered = own.sorted { left, right in
            let (one, other) = (Marks.epoch(of: left), Marks.epoch(of: right))
            return one != other ? one > other : left.createdAt > right.createdAt
        }
        return ordered.lazy.compactMap { volume in
            volume.labels[Marks.mark].flatMap {
                try? JSONDecoder().decode(Mark.self, from: Data($0.utf8))
            }
        }.first
    }

    static func epoch(of volume: VolumeDetails) -> Int {
        volume.labels[ProjectLabels.epoch].flatMap { Int($0) } ?? 0
    }
}
