internal import Basis
internal import Console
internal import Updates

/// There is nothing to do.
struct NothingReport: Report {
    let plan: Plan

    var event: String { "nothing" }

    var fields: [JSONField] {
        [
            JSONField("app", plan.manifest.app.value), JSONField("env", plan.environmentName),
            JSONField("release", plan.purpose.version),
        ]
    }

    func text(on surface: Surface) -> String {
        let release = plan.purpose.version.map { "\($0) runs already" } ?? "nothing to do"
        return "\(plan.manifest.app.value) in \(plan.environmentName): \(release)".harmlessLine
    }
}
