internal import Basis

extension Survey {
    /// So many commits are named; the rest is counted.
    private static let commitLimit = 20

    /// What an action changes, in lines for people.
    func changes(by action: Action) -> [String] {
        switch action {
        case .pull(let version): pullChanges(version)
        case .backup(let backup): backupChanges(backup)
        case .build(let build): ["images of \(list(build.services, or: "every service that changed"))"]
        case .migrate(let migrate): [schemaChange(migrate)]
        case .roll(let roll): rollChanges(roll)
        case .scale(let scales): scaleChanges(scales)
        case .restore(let restore): ["data: to the backup \(restore.from?.literal ?? "chosen by its input")"]
        case .command, .sql, .http, .notify, .approve, .probe, .verify, .prune, .call, .together, .always: []
        }
    }

    private func schemaChange(_ migrate: MigrateAction) -> String {
        if let descent = migrate.descent {
            let from = descent.from.revision
            return "schema: \(from) back to \(descent.revision.isEmpty ? "nothing" : descent.revision)"
        }
        if migrate.goesDown { return "schema: back by \(migrate.down?.literal ?? "a number of") migrations" }
        let phase = migrate.phase.map { " (\($0.value.rawValue))" } ?? ""
        let to = migrate.to?.literal.flatMap { $0.isEmpty ? nil : $0 }
        return "schema: to \(to ?? "the release's own revision")\(phase)"
    }

    private func pullChanges(_ version: Template) -> [String] {
        guard let release = ground.release else { return [version.literal ?? ""] }
        let from = ground.world.release?.version
        let head = "\(from.map { "\($0) → " } ?? "")\(release.version) at \(release.commit.prefix(12))"
        let lines = ground.commits.prefix(Survey.commitLimit).map { commit in
            "  \(commit.commit.prefix(12)) \(commit.subject)"
        }
        let rest = ground.commits.count - lines.count
        return [head] + lines + (rest > 0 ? ["  and \(rest) more commits"] : [])
    }

    private func backupChanges(_ backup: BackupAction) -> [String] {
        let manifest = planner.manifest
        let isWhole = backup.databases.isEmpty && backup.files.isEmpty
        let databases = isWhole ? manifest.databases.map(\.name.value) : backup.databases.map(\.value)
        let files = isWhole ? manifest.files.map(\.name.value) : backup.files.map(\.value)
        return ["a backup of \((databases + files).joined(separator: ", "))"]
    }

    private func rollChanges(_ roll: RollAction) -> [String] {
        services(of: roll).flatMap { name -> [String] in
            switch roll.strategy?.value ?? .rolling {
            case .stop: ["\(name): stopped"]
            case .start: ["\(name): started"]
            case .restart: ["\(name): restarted"]
            case .rolling, .blueGreen, .canary, .recreate: serviceChanges(name)
            }
        }
    }

    private func serviceChanges(_ name: String) -> [String] {
        guard let wanted = ground.desired.first(where: { $0.service == name }) else { return [] }
        guard let found = ground.world.services.first(where: { $0.service == name }) else {
            return ["\(name): new, \(wanted.image), \(wanted.replicas) of it"]
        }
        let lines = differences(of: found, from: wanted)
        return lines.isEmpty ? ["\(name): nothing to change"] : lines
    }

    /// In what a service that runs is not as it is wanted.
    func differences(of found: ServiceState, from wanted: ServiceState) -> [String] {
        let name = found.service
        var lines: [String] = []
        if found.image != wanted.image || wanted.digest.map({ $0 != found.digest }) ?? true {
            lines.append("\(name): image \(image(found)) → \(image(wanted))")
        }
        if found.replicas != wanted.replicas {
            lines.append("\(name): replicas \(found.replicas) → \(wanted.replicas)")
        }
        let names = Set(found.variables.keys).union(wanted.variables.keys).sorted()
        let changed = names.filter { found.variables[$0] != wanted.variables[$0] }
        if !changed.isEmpty {
            lines.append("\(name): environment \(changed.map(sign(found, wanted)).joined(separator: ", "))")
        }
        if lines.isEmpty, found.configuration != wanted.configuration {
            lines.append("\(name): configuration changed")
        }
        return lines
    }

    private func sign(_ found: ServiceState, _ wanted: ServiceState) -> (String) -> String {
        { name in
            if found.variables[name] == nil { return "+\(name)" }
            return wanted.variables[name] == nil ? "-\(name)" : "~\(name)"
        }
    }

    private func image(_ state: ServiceState) -> String {
        guard let digest = state.digest else { return "\(state.image) (to be built)" }
        let short = digest.drop { $0 != ":" }.dropFirst().prefix(12)
        return "\(state.image) (\(short.isEmpty ? digest.prefix(12) : short))"
    }

    private func scaleChanges(_ scales: [ScaleAction]) -> [String] {
        scales.map { scale in
            let name = scale.service.literal ?? "the service of its input"
            let found = ground.world.services.first { $0.service == name }?.replicas
            let wanted =
                switch scale.replicas {
                case .value(let count): "\(count.value)"
                case .template: "as many as its input says"
                }
            return "\(name): replicas \(found.map { "\($0) → " } ?? "")\(wanted)"
        }
    }

    private func list(_ names: [Located<String>], or all: String) -> String {
        names.isEmpty ? all : names.map(\.value).joined(separator: ", ")
    }
}
