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
        let kustomized = ["kustomization.yaml", "kustomization.yml"].flatMap { listing.paths(named: $0) }
        var remarks: [String] = []
        if let chart = charts.first {
            remarks.append(
                "\(chart.isEmpty ? "." : chart) is a chart of Helm. Render it into files (`helm template`), "
                    + "and name those.")
        }
        if let overlay = kustomized.first(where: { $0.contains("overlays/") }) {
            let folder = ComposePath.directory(of: overlay)
            remarks.append(
                "\(folder) is an overlay of Kustomize. Render it into files (`kubectl kustomize`), "
                    + "and name those.")
        }
        let files = listing.paths.filter { path in
            guard path.hasSuffix(".yaml") || path.hasSuffix(".yml"), !path.hasPrefix("."),
                !charts.contains(where: { path.lies(in: $0) && !$0.isEmpty }),
                !path.contains("overlays/"), !path.fileName.hasPrefix("kustomization."),
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
        let folders = Set(workloads.map { ComposePath.directory(of: $0.span.file) }).sorted()
        variants = KubernetesSurvey.variants(of: folders)
        let spaces = Set(reading.objects.compactMap(\.namespace?.value))
        namespace = spaces.count == 1 ? spaces.first : nil
        services = reading.objects.compactMap { SurveyedService($0) }
        self.remarks = remarks
    }

    /// Folders named after an environment are for it; the others are for all.
    private static func variants(of folders: [String]) -> [Variant] {
        var named: [String: [String]] = [:]
        var shared: [String] = []
        for folder in folders {
            let path = folder.isEmpty ? "." : folder
            switch folder.fileName.lowercased() {
            case "production", "prod": named["production", default: []].append(path)
            case "staging", "stage": named["staging", default: []].append(path)
            case "dev", "development", "local", "test": break
            default: shared.append(path)
            }
        }
        if named.isEmpty { return [Variant(environment: "production", folders: shared)] }
        return ["production", "staging"].compactMap { name in
            named[name].map { Variant(environment: name, folders: shared + $0) }
        }
    }
}
