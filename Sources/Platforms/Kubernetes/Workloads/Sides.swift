internal import Updates

/// The sides of a service: workloads of names of their own, whose pods carry which side they are of.
///
/// A service that was never blue or green has one workload of its own name and no side.
enum Sides {
    static let blue = "blue"
    static let green = "green"
    static let canary = "canary"

    /// The name of a side's workload.
    static func name(_ service: String, _ side: String?) -> String {
        side.map { "\(service)-\($0)" } ?? service
    }

    /// The side that is free while one serves.
    static func other(than side: String?) -> String { side == green ? blue : green }

    /// A workload as a side of its service.
    static func body(of base: KubernetesValue, _ service: String, _ side: String?) -> KubernetesValue {
        guard let side else { return base }
        var body = base.changing(["metadata", "name"]) { _ in .string(name(service, side)) }
        for path in places { body = body.changing(path + [ClusterLabels.side]) { _ in .string(side) } }
        return body
    }

    /// A side's workload as it would be without sides.
    static func base(of body: KubernetesValue, _ service: String) -> KubernetesValue {
        var base = body.changing(["metadata", "name"]) { _ in .string(service) }
        for path in places { base = base.changing(path + [ClusterLabels.side]) { _ in nil } }
        return base
    }

    private static let places = [
        ["metadata", "labels"], ["spec", "selector", "matchLabels"],
        ["spec", "template", "metadata", "labels"],
    ]
}
