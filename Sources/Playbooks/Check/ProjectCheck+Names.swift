import Basis
import Updates

extension ProjectCheck {
    /// Databases, file sets, checks, playbooks and environments that are named but not there.
    static let unknownNames: Rule = { project in
        let manifest = project.manifest
        let environments = manifest.environments.map(\.name.value)
        let databases = (manifest.databases + manifest.environments.flatMap(\.value.overlay.databases)).map(
            \.name.value)
        let files = (manifest.files + manifest.environments.flatMap(\.value.overlay.files)).map(\.name.value)
        let checks = (manifest.checks + manifest.environments.flatMap(\.value.overlay.checks)).map(
            \.name.value)
        let playbooks = project.playbooks.map(\.name.value)
        var wanted: [(kind: String, names: [Located<String>], known: [String])] = [
            ("environment", manifest.initial.map { [$0] } ?? [], environments),
            ("environment", manifest.environments.flatMap { $0.value.requires.map(\.name) }, environments),
            ("environment", manifest.schedule.compactMap(\.value.environment), environments),
            ("playbook", manifest.schedule.map(\.value.playbook), playbooks),
            ("database", manifest.migrations?.databases ?? [], databases),
        ]
        for step in project.playbooksInUse.flatMap(\.allSteps) {
            wanted.append(("database", step.databaseNames, databases))
            wanted.append(("file set", step.fileNames, files))
            wanted.append(("check", step.checkNames, checks))
            if case .call(let playbook, _) = step.action {
                wanted.append(("playbook", [playbook], playbooks))
            }
        }
        if !project.isWhole { wanted.removeAll { $0.kind == "playbook" } }
        return wanted.flatMap { kind, names, known in
            names.filter { !known.contains($0.value) }.map { project.unknown(kind, $0, among: known) }
        }
    }

    /// Steps, inputs and sections that bear one name twice.
    static let duplicateNames: Rule = { project in
        project.playbooksInUse.flatMap { playbook in
            let steps = playbook.allSteps.compactMap(\.name)
            return [("step", steps), ("input", playbook.inputs.map(\.name))].flatMap { kind, names in
                names.indices.filter { index in names[..<index].contains { $0.value == names[index].value } }
                    .map { index in
                        let what = "there is a \(kind) `\(names[index].value)` already"
                        return project.finding(.duplicateName, what, at: names[index].span)
                    }
            }
        }
    }
}

extension Project {
    fileprivate func unknown(_ kind: String, _ name: Located<String>, among known: [String]) -> Diagnostic {
        let nearest = known.nearest(to: name.value).map { "Did you mean `\($0)`?" }
        let all =
            known.isEmpty ? "The manifest has none." : "There are: \(known.sorted().joined(separator: ", "))."
        return finding(
            .unknownName, "there is no \(kind) `\(name.value)`", at: name.span, remedy: nearest ?? all)
    }
}

extension Step {
    fileprivate var databaseNames: [Located<String>] {
        let ofAction: [Located<String>] =
            switch action {
            case .backup(let backup): backup.databases
            case .restore(let restore): restore.databases
            case .sql(let sql): [sql.database]
            default: []
            }
        let ofGates = gates.compactMap { gate -> Located<String>? in
            guard case .sql(let database, _, _) = gate.question else { return nil }
            return database
        }
        return ofAction + ofGates
    }

    fileprivate var fileNames: [Located<String>] {
        switch action {
        case .backup(let backup): backup.files
        case .restore(let restore): restore.files
        default: []
        }
    }

    fileprivate var checkNames: [Located<String>] {
        gates.flatMap { gate -> [Located<String>] in
            guard case .checks(let names) = gate.question else { return [] }
            return names
        }
    }
}
