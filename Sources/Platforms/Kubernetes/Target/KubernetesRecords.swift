internal import Basis
internal import FoundationEssentials
internal import Ports
package import Updates

/// The releases of an application as Secrets of its namespace, so that whoever has rights there can go back
/// to them from another machine.
///
/// What is sealed in a journal under the key of its machine lies open in these, as it does in the objects of
/// the cluster themselves: their readers are those who may read the application's own Secrets.
package final class KubernetesRecords: Sendable {
    /// How many releases are kept: each new one takes the place of the oldest.
    private static let kept = 10
    /// A Secret takes 1 MiB, and base64 makes four bytes of three.
    private static let partSize = 700_000
    private static let part = "belay.part"
    private static let parts = "belay.parts"
    private static let type = "belay.app/release"

    private let site: ClusterSite

    /// Of an application at its site.
    package init(_ site: ClusterSite) { self.site = site }

    /// Writes a release down.
    package func write(_ record: ReleaseRecord, under epoch: Epoch) async throws {
        var open = StoredRelease(record)
        for (name, blueprint) in record.blueprints {
            open.specifications[name] = try await site.vault.open(blueprint.specification).reveal()
        }
        let bytes = Array(try JSONEncoder().encode(open))
        let count = max(1, (bytes.count + KubernetesRecords.partSize - 1) / KubernetesRecords.partSize)
        for index in 0..<count {
            let start = index * KubernetesRecords.partSize
            let piece = Array(bytes[start..<min(bytes.count, start + KubernetesRecords.partSize)])
            let name = ClusterNames.name(
                "belay", site.scope.app, site.scope.environment,
                "\(epoch.number % KubernetesRecords.kept)", "\(index)")
            _ = try await site.cluster.apply(
                body(name, piece, record, part: index, of: count).revealed, as: .secrets, name,
                in: site.namespace, force: true, by: .after(ClusterLimits.act))
        }
    }

    private func body(
        _ name: String, _ piece: [UInt8], _ record: ReleaseRecord, part: Int, of parts: Int
    ) -> KubernetesValue {
        let bare = KubernetesValue.object([
            .init("apiVersion", .string("v1")), .init("kind", .string("Secret")),
            .init("metadata", .object([.init("name", .string(name))])),
            .init("type", .string(KubernetesRecords.type)),
            .init(
                "data",
                .object([.init("release", .secret(Secret(Data(piece).base64EncodedString())))])),
        ])
        return site.marked(
            bare, labels: [ClusterLabels.kind: ClusterLabels.record],
            annotations: [
                ClusterLabels.release: record.release.version, ClusterLabels.run: record.run.text,
                KubernetesRecords.part: "\(part)", KubernetesRecords.parts: "\(parts)",
            ])
    }

    /// The releases that are written down, newest first. One that cannot be read is passed over: somebody
    /// else may be writing it.
    package func read() async throws -> [ReleaseRecord] {
        let labels = "\(site.selector),\(ClusterLabels.kind)=\(ClusterLabels.record)"
        let list = try await site.cluster.list(
            .secrets, in: site.namespace, labels: labels, by: .after(ClusterLimits.look))
        let byRun = Dictionary(grouping: list.items) {
            $0["metadata"]?["annotations"].texts[ClusterLabels.run] ?? ""
        }
        var records: [ReleaseRecord] = []
        for items in byRun.values {
            guard let stored = KubernetesRecords.release(of: items) else { continue }
            var blueprints: [String: Blueprint] = [:]
            for (name, blueprint) in stored.record.blueprints {
                let text = Secret(stored.specifications[name] ?? "")
                blueprints[name] = blueprint.sealed(as: try await site.vault.seal(text))
            }
            records.append(stored.record.with(blueprints))
        }
        return records.sorted { $0.time > $1.time }
    }

    private static func release(of items: [JSONTree]) -> StoredRelease? {
        let notes = { (item: JSONTree, key: String) in
            item["metadata"]?["annotations"].texts[key].flatMap { Int($0) } ?? -1
        }
        let ordered = items.sorted { notes($0, part) < notes($1, part) }
        guard let first = ordered.first, ordered.count >= notes(first, parts) else { return nil }
        var bytes = Data()
        for item in ordered.prefix(max(1, notes(first, parts))) {
            guard let piece = (item["data"]?["release"]?.string).flatMap({ Data(base64Encoded: $0) }) else {
                return nil
            }
            bytes += piece
        }
        return try? JSONDecoder().decode(StoredRelease.self, from: bytes)
    }
}

/// A release as a Secret holds it.
private struct StoredRelease: Codable {
    /// The record, whose blueprints say nothing that is sealed.
    let record: ReleaseRecord
    /// What is sealed elsewhere, by service.
    var specifications: [String: String] = [:]

    init(_ record: ReleaseRecord) {
        self.record = record.with(record.blueprints.mapValues { $0.sealed(as: "") })
    }
}

extension Blueprint {
    /// The same with another seal around its specification.
    fileprivate func sealed(as text: String) -> Blueprint {
        var other = Blueprint(
            service: service, release: release, image: image, configuration: configuration,
            replicas: replicas, specification: text)
        (other.replacement, other.exclusive, other.grace) = (replacement, exclusive, grace)
        (other.hasHealthcheck, other.ports) = (hasHealthcheck, ports)
        return other
    }
}

extension ReleaseRecord {
    fileprivate func with(_ blueprints: [String: Blueprint]) -> ReleaseRecord {
        ReleaseRecord(
            release: release, run: run, outcome: outcome, services: services, blueprints: blueprints,
            revision: revision, checkout: checkout, requester: requester, time: time)
    }
}
