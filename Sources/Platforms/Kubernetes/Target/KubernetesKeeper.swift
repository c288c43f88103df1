internal import Basis
package import Ports
package import Updates

/// Writes releases down in the cluster too, once they are in force.
package struct KubernetesKeeper: ReleaseKeeper {
    private let inner: any ReleaseKeeper
    private let records: KubernetesRecords
    private let site: ClusterSite

    /// Beside what `inner` knows of a release.
    package init(_ inner: any ReleaseKeeper, _ site: ClusterSite) {
        (self.inner, self.site) = (inner, site)
        records = KubernetesRecords(site)
    }

    /// The record, written down in the cluster as well.
    package func record(of opening: RunOpening, as run: Run, at time: Int64) async throws -> ReleaseRecord? {
        guard let record = try await inner.record(of: opening, as: run, at: time) else { return nil }
        if record.outcome == .committed {
            let epoch = site.lease.last?["spec"]?["leaseTransitions"]?.int ?? 0
            try await records.write(record, under: Epoch(epoch))
        }
        return record
    }
}
