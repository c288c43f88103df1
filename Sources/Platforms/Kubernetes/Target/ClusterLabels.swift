/// The labels and annotations by which Belay knows its objects.
///
/// They are on the objects themselves, never on their pods: a label of a pod's template is a new template,
/// and would have every pod replaced.
enum ClusterLabels {
    static let app = "belay.app"
    static let environment = "belay.env"
    static let service = "belay.service"
    /// What an object is to Belay, where it is no service: settings, a record, a piece of one-off work.
    static let kind = "belay.kind"
    static let settings = "settings"
    static let record = "release"
    static let oneOff = "one-off"
    /// Which of two sides a workload is: of its pods too, for the Service in front chooses by it.
    static let side = "belay.side"

    /// Annotations: the release, the run, and what the service was made of.
    static let release = "belay.release"
    static let run = "belay.run"
    static let epoch = "belay.epoch"
    static let configuration = "belay.config"
    static let reference = "belay.image"
    static let variables = "belay.variables"
    /// The settings that the workload refers to, `Kind/name` each.
    static let settingNames = "belay.settings"
    /// Somebody else decides how many pods there are.
    static let autoscaled = "belay.autoscaled"
}
