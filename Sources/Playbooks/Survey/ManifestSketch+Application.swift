import Updates

extension ManifestSketch {
    mutating func writeApp(_ survey: RepositorySurvey) {
        gap()
        reason("app: \(survey.app.value)", survey.app.why)
        line("app: \(survey.app.value.asScalar)")
        gap()
        guard let git = survey.git else {
            comment(
                "There is no git repository here. Releases are tags or the head of a branch of one: "
                    + "without it `pull` has nothing to pull.")
            suggestion(
                "source:", "  git: https://git.example.com/\(survey.app.value).git", "  releases: \"v*\"")
            return
        }
        line("source:")
        let address = git.remote ?? "."
        reason(
            "source: \(address)",
            git.remote == nil ? "The repository has no remote `origin`." : "The remote `origin`.", 1)
        line("git: \(address.asScalar)", 1)
        if let pattern = git.tagPattern, let last = git.versionTags.last {
            let count = git.versionTags.count
            let tags =
                count == 1
                ? "The tag \(last) reads as a version." : "\(count) tags read as versions, such as \(last)."
            reason("releases: \(pattern)", tags, 1)
            line("releases: \(pattern.quotedForJSON)", 1)
        } else {
            let branch = git.branch ?? "main"
            reason(
                "releases: the branch \(branch)",
                "No tag reads as a version, so the head of a branch is the release. Better: tag releases "
                    + "v1.0.0 and write \"v*\".", 1)
            line("releases: { branch: \(branch.asScalar) }", 1)
        }
        suggestion("signed: required", depth: 1)
    }

    mutating func writeServices(_ survey: RepositorySurvey) {
        guard !survey.health.isEmpty else { return }
        gap()
        line("services:")
        for health in survey.health {
            reason("health of \(health.service): \(health.path) at port \(health.port)", health.why, 1)
            line("\(health.service.asScalar):", 1)
            line("health: { http: \(health.path.asScalar), port: \(health.port) }", 2)
        }
    }

    mutating func writeMigrations(_ survey: RepositorySurvey) {
        guard let migrations = survey.migrations.first else { return }
        gap()
        guard let service = migrations.service else {
            comment("\(migrations.sign) has migrations, but no service here could run them.")
            return
        }
        line("migrations:")
        reason("migrations run in \(service.value)", service.why, 1)
        line("in: \(service.value.asScalar)", 1)
        switch migrations.commands {
        case .preset(let preset):
            reason("migrations: \(preset.rawValue)", "\(migrations.sign) is here.", 1)
            line("preset: \(preset.rawValue)", 1)
        case .scripts(let up, let down):
            reason("migrations: npm run \(up)", "\(migrations.sign) has a script of this name.", 1)
            line("up: [npm, run, \(up.asScalar)]", 1)
            if let down { line("down: [npm, run, \(down.asScalar)]", 1) }
        }
        let lasting = survey.databases.filter { $0.engine != .redis }
        if let only = lasting.first, lasting.count == 1 { line("databases: [\(only.name.asScalar)]", 1) }
        comment("Say so only if old code can live with the new schema while both run:", 1)
        suggestion("compatible: true", depth: 1)
        for other in survey.migrations.dropFirst() { comment("Also here: \(other.sign).", 1) }
    }
}
