import Basis
import Updates

extension ProjectCheck {
    /// Names and types in every expression of the manifest and the playbooks.
    static let expressions: Rule = { project in
        let shared = NameScope.shared(by: project.manifest)
        let captures = project.manifest.captureNames
        let manifestScope = shared.adding(Dictionary(captures.map { ($0, .later) }) { first, _ in first })
        let ofPlaybooks = project.playbooksInUse.flatMap { playbook in
            let uses = project.playbookUses[playbook.name.value] ?? []
            return uses.flatMap { $0.problems(in: shared.adding(playbook.names)) }
        }
        return project.manifestUses.flatMap { $0.problems(in: manifestScope) } + ofPlaybooks
    }
}

extension NameScope {
    /// The names that may stand anywhere: what the run, the release and the manifest give.
    static func shared(by manifest: Manifest) -> NameScope {
        var types: [String: ValueType] = [
            "app": .text, "env": .text, "now": .later, "release.version": .release, "release.commit": .text,
            "release.tag": .text, "run.id": .text, "run.outcome": .text, "run.who": .text, "run.host": .text,
            "run.ticket": .text,
        ]
        let everywhere = manifest.secrets + manifest.environments.flatMap(\.value.overlay.secrets)
        for secret in everywhere { types["secrets.\(secret.name.value)"] = .secret }
        return NameScope(types, open: ["before", "steps"])
    }
}

extension Playbook {
    /// The names that only this playbook has.
    fileprivate var names: [String: ValueType] {
        Dictionary(inputs.map { ("inputs.\($0.name.value)", $0.type) }) { first, _ in first }
    }
}

extension Manifest {
    /// What its smoke checks keep for those that come later.
    fileprivate var captureNames: [String] {
        let all = checks + environments.flatMap(\.value.overlay.checks)
        return all.flatMap(\.value).flatMap { check -> [String] in
            guard case .http(let question) = check else { return [] }
            return question.captures.map(\.name.value)
        }
    }
}
