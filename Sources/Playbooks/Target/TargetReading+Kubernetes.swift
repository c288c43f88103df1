import Basis
import Updates

extension TargetReading {
    /// More files than this are several applications, or a cache.
    private static let fileLimit = 2000
    /// The names of manifests, as kubectl reads them.
    private static let endings = [".yaml", ".yml", ".json"]

    mutating func readManifests(_ target: KubernetesTarget, at span: Span, from source: TargetSource) {
        guard !target.manifests.isEmpty else {
            let what = "the environment names no manifests"
            problems.append(Diagnostic(TargetCode.noManifests, what, at: lines.place(span)))
            return
        }
        let before = problems.count
        let files = target.manifests.flatMap { manifests(of: $0, from: source) }
        keep(files.map { ($0.name, $0.bytes) }, from: source)
        let reading = KubernetesReading(files, namespace: target.namespace?.value)
        findings += reading.findings.map { TargetReading.shown($0, source) }
        let isSound = problems.count == before && reading.problems.allSatisfy { $0.severity < .error }
        problems += reading.problems.map { TargetReading.shown($0, source) }
        if isSound { self.target = .kubernetes(reading.objects) }
    }

    /// One file, or those of a folder: not of folders in it, which are other environments as often as not.
    private mutating func manifests(
        of path: Located<String>, from source: TargetSource
    ) -> [KubernetesFile] {
        let place = ComposePath.resolve(path.value, in: "")
        guard let names = source.release.names(place) else {
            if let bytes = source.release.file(place) { return [KubernetesFile(name: place, bytes: bytes)] }
            report(.missingFile, "`\(path.value)` is not there", at: path.span)
            return []
        }
        let fitting = names.filter { name in
            !name.hasPrefix(".") && TargetReading.endings.contains { name.hasSuffix($0) }
        }
        guard !fitting.isEmpty else {
            report(.emptyFolder, "there is no manifest in `\(path.value)`", at: path.span)
            return []
        }
        guard fitting.count <= TargetReading.fileLimit else {
            report(.tooManyFiles, "`\(path.value)` holds \(fitting.count) manifests", at: path.span)
            return []
        }
        return fitting.compactMap { name in
            let file = place == "." ? name : "\(place)/\(name)"
            guard let bytes = source.release.file(file) else {
                report(.missingFile, "`\(file)` cannot be read", at: path.span)
                return nil
            }
            return KubernetesFile(name: file, bytes: bytes)
        }
    }

    private mutating func report(_ code: TargetCode, _ what: String, at span: Span) {
        problems.append(Diagnostic(code, what, at: lines.place(span)))
    }
}
