import Basis
import Updates
import YAML

extension Workload {
    init?(_ kind: Kind, _ object: Fields, _ remarks: inout Remarks) {
        guard let spec = Workload.spec(of: object, &remarks) else { return nil }
        guard let inner = kind == .cronJob ? Workload.jobSpec(of: spec, &remarks) : spec else { return nil }
        guard inner["template"] != nil else {
            inner.require("template", &remarks)
            return nil
        }
        guard let template = inner.fields("template", .template, &remarks),
            let pods = PodTemplate(template, &remarks)
        else { return nil }
        self.init(kind: kind, template: pods)
        readCommon(spec, &remarks)
        if kind == .cronJob { schedule = spec.requiredText("schedule", &remarks) }
        if kind.isLasting { requireSelector(spec, &remarks) }
    }

    private static func spec(of object: Fields, _ remarks: inout Remarks) -> Fields? {
        if object["spec"] == nil {
            remarks.add(.missingField, "`spec` is missing", at: object.node.start, remedy: "Add `spec`.")
        }
        return object.fields("spec", .workload, &remarks)
    }

    private static func jobSpec(of spec: Fields, _ remarks: inout Remarks) -> Fields? {
        guard spec["jobTemplate"] != nil else {
            spec.require("jobTemplate", &remarks)
            return nil
        }
        guard let job = spec.fields("jobTemplate", .jobTemplate, &remarks) else { return nil }
        if job["spec"] == nil { job.require("jobTemplate.spec", &remarks) }
        return job.fields("spec", .workload, &remarks)
    }

    private mutating func readCommon(_ spec: Fields, _ remarks: inout Remarks) {
        selector = spec.fields("selector", .selector, &remarks).map { LabelSelector($0, &remarks) }
        replicas = spec.number("replicas", &remarks)
        minReadySeconds = spec.number("minReadySeconds", &remarks)
        progressDeadlineSeconds = spec.number("progressDeadlineSeconds", &remarks)
        suspend = spec.flag("suspend", &remarks)
        serviceName = spec.text("serviceName", &remarks)
        let key = kind == .deployment ? "strategy" : "updateStrategy"
        let other = kind == .deployment ? "updateStrategy" : "strategy"
        if kind.isLasting, let misplaced = spec[other] {
            remarks.add(
                .misspeltField, "`\(other)` is not a field of a \(kind.rawValue)", at: misplaced.span,
                remedy: "Did you mean `\(key)`?")
        }
        strategy = spec.fields(key, .strategy, &remarks).map { RolloutStrategy($0, &remarks) }
        for claim in spec.list("volumeClaimTemplates", of: .claim, &remarks) {
            let metadata = claim.fields("metadata", .metadata, &remarks)
            if let name = metadata?.text("name", &remarks) { claims.append(name) }
        }
    }

    private func requireSelector(_ spec: Fields, _ remarks: inout Remarks) {
        guard spec["selector"] == nil else { return }
        let labels = template.labels.prefix(3).map { "\($0.name.value): \($0.value.value)" }
        let remedy =
            labels.isEmpty ? nil : "Add `selector: { matchLabels: { \(labels.joined(separator: ", ")) } }`."
        spec.require("selector", &remarks, remedy: remedy)
    }
}

extension RolloutStrategy {
    fileprivate init(_ fields: Fields, _ remarks: inout Remarks) {
        self.init()
        kind = fields.choice("type", of: Kind.self, &remarks)
        guard let rolling = fields.fields("rollingUpdate", .rollingUpdate, &remarks) else { return }
        maxUnavailable = rolling.amount("maxUnavailable", &remarks)
        maxSurge = rolling.amount("maxSurge", &remarks)
        partition = rolling.number("partition", &remarks)
    }
}
