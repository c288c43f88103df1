import Basis
import Updates

/// The Kubernetes manifests of a repository, by the folders in which they lie.
struct KubernetesSurvey {
    /// The folders that an environment applies.
    struct Variant: Sendable {
        let environment: String
        let folders: [String]
    }

    let variants: [Variant]
    /// The only namespace that the manifests name.
    let namespace: String?
    let services: [SurveyedService]
    /// What is there and cannot be applied as it stands.
    let remarks: [String]

    init?(_ listing: RepositoryListing) {
        let charts = listing.paths(named: "Chart.yaml").map { ComposePath.directory(of: $0) }
        var remarks: [String] = []
        let files = listing.paths.filter { path in
            guard path.hasSuffix(".yaml") || path.hasSuffix(".yml"), !path.hasPrefix("."),
                !charts.contains(where: { path.lies(in: $0.isEmpty ? "templates" : $0) }),
                !path.contains("overlays/"), !path.contains("components/"),
                !path.fileName.hasPrefix("kustomization."),
                let bytes = listing.bytes(path)
            else { return false }
            return FileKind(bytes, named: path) == .kubernetes
        }
        let reading = KubernetesReading(
            files.compactMap { path in
                listing.bytes(path).map { KubernetesFile(name: path, bytes: $0) }
            })
        let workloads = reading.objects.filter { $0.workload != nil }
        guard !workloads.isEmpty else { return nil }
        let folders = KubernetesSurvey.folders(of: workloads, &remarks)
        variants = KubernetesSurvey.variants(of: folders)
        let objects = reading.objects.filter { folders.contains(ComposePath.directory(of: $0.span.file)) }
        let spaces = Set(objects.compactMap(\.namespace?.value))
        namespace = spaces.count == 1 ? spaces.first : nil
        services = objects.compactMap { SurveyedService($0) }
        self.remarks = remarks
    }

    /// What other programs must render before it can be applied.
    static func templates(in listing: RepositoryListing) -> [String] {
        let charts = listing.paths(named: "Chart.yaml").map { ComposePath.directory(of: $0) }
        let kustomized =
            listing.paths(named: "kustomization.yaml") + listing.paths(named: "kustomization.yml")
        let overlay = kustomized.first { $0.contains("overlays/") }.map { path in
            "\(ComposePath.directory(of: path)) is an overlay of Kustomize. Render it into files "
                + "(`kubectl kustomize`), and name those."
        }
        let chart = charts.first.map { folder in
            "\(folder.isEmpty ? "This" : folder) is a chart of Helm. Render it into files (`helm template`), "
                + "and name those."
        }
        return [chart, overlay].compactMap { $0 }
    }

    /// The folders with workloads. Those nearest to the top count; one that has the same again is another
    /// way to write it down, unless it is for another environment.
    private static func folders(
        of workloads: [KubernetesObject], _ remarks: inout [String]
    ) -> [String] {
        let all = Dictionary(grouping: workloads) { ComposePath.directory(of: $0.span.file) }
        var names: Set<String> = []
        var kept: [String] = []
        for folder in all.keys.map({ "\($0)/x" }).nearestFirst.map({ ComposePath.directory(of: $0) }) {
            let own = Set((all[folder] ?? []).map(\.name.value))
            guard environment(of: folder) == nil else {
                kept.append(folder)
                continue
            }
            if names.isDisjoint(with: own) {
                kept.append(folder)
                names.formUnion(own)
            } else {
                remarks.append("Left out: \(folder), because it describes again what is described elsewhere.")
            }
        }
        return kept.sorted()
    }

    /// The environment after which a folder is named; empty where nobody deploys.
    private static func environment(of folder: String) -> String? {
        switch folder.fileName.lowercased() {
        case "production", "prod": "production"
        case "staging", "stage": "staging"
        case "dev", "development", "local", "test": ""
        default: nil
        }
    }

    /// Folders named after an environment are for it; the others are for all.
    private static func variants(of folders: [String]) -> [Variant] {
        var named: [String: [String]] = [:]
        var shared: [String] = []
        for folder in folders {
            let path = folder.isEmpty ? "." : folder
            switch environment(of: folder) {
            case nil: shared.append(path)
            case "": break
            case let name?: named[name, default: []].append(path)
            }
        }
        if named.isEmpty { return [Variant(environment: "production", folders: shared)] }
        return ["production", "staging"].compactMap { name in
            named[name].map { Variant(environment: name, folders: shared + $0) }
        }
    }
}
