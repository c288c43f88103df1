package import Ports
internal import Updates

extension Situation {
    /// Where the files of the release are that this run pulled, with the images that it built; nil before
    /// its `pull`, and in a run that has none.
    package func releaseTree() throws -> ReleaseTree? {
        var pulled: PullRecord?
        var images: [String: String] = [:]
        for step in plan.steps {
            guard let left = history[step.name]?.after else { continue }
            switch step.action {
            case .pull: pulled = try left.record(as: PullRecord.self, of: step.name)
            case .build:
                let built = try left.record(as: BuildRecord.self, of: step.name)?.images ?? [:]
                images.merge(built) { $1 }
            default: break
            }
        }
        return pulled.map { ReleaseTree(release: $0.release, checkout: $0.checkout, images: images) }
    }
}
