import Updates

extension ManifestSketch {
    mutating func writeData(_ survey: RepositorySurvey) {
        if !survey.databases.isEmpty {
            gap()
            line("databases:")
            for database in survey.databases { write(database, secret: survey.secretName(of: database)) }
        }
        guard !survey.files.isEmpty else { return }
        gap()
        line("files:")
        for files in survey.files {
            let key = files.kind == .volume ? "volume" : "path"
            reason("files \(files.name): the \(key) \(files.source)", files.why, 1)
            let source = files.kind == .volume ? files.source : "./\(files.source)"
            line("\(files.name.asScalar): { \(key): \(source.asScalar) }", 1)
        }
    }

    private mutating func write(_ database: DatabaseGuess, secret: String) {
        let service = database.service
        let why = "\(service.name) runs the image \(service.program ?? "") in \(service.file)."
        let more = database.engine == .redis ? " Remove it if it is only a cache." : ""
        reason("database \(database.name): \(database.engine.rawValue)", why + more, 1)
        line("\(database.name.asScalar):", 1)
        line("\(database.engine.rawValue):", 2)
        line("service: \(service.name.asScalar)", 3)
        for (key, value) in [("database", database.database), ("user", database.user)] {
            guard let value, !value.isEmpty, !value.contains("$"), value != ComposeSurvey.placeholder else {
                continue
            }
            line("\(key): \(value.asScalar)", 3)
        }
        if database.password != nil { line("password: \"${secrets.\(secret)}\"", 3) }
    }

    mutating func writeBackups(_ survey: RepositorySurvey) {
        guard !survey.databases.isEmpty || !survey.files.isEmpty else { return }
        gap()
        line("backups:")
        reason(
            "backups: /var/backups/\(survey.app.value)",
            "A place of its own on this machine; how long they stay is a usual choice, not a guess.", 1)
        line("to: /var/backups/\(survey.app.value)", 1)
        line("keep: { daily: 7, weekly: 4, monthly: 3 }", 1)
        comment("A backup that never leaves the machine is lost with it:", 1)
        suggestion("offsite: [sftp://backup@backup.example.com/\(survey.app.value)]", depth: 1)
    }

    mutating func writeSecrets(_ survey: RepositorySurvey) {
        let needed = survey.databases.filter { $0.password != nil }
        guard !needed.isEmpty else { return }
        gap()
        line("secrets:")
        for database in needed {
            let name = survey.secretName(of: database)
            switch database.password {
            case .variable(let variable):
                let why =
                    "\(database.service.file) takes it from this variable, which Belay must be given too."
                reason("secret \(name): the variable \(variable)", why, 1)
                line("\(name): { env: \(variable.asScalar) }", 1)
            case .file(let path):
                reason("secret \(name): the file \(path)", "\(database.service.file) takes it from there.", 1)
                line("\(name): { file: \(path.asScalar) }", 1)
            case nil: break
            }
        }
    }
}

extension RepositorySurvey {
    fileprivate func secretName(of database: DatabaseGuess) -> String {
        let kept = database.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
        return database.name == "main" ? "database-password" : "password-\(String(kept))"
    }
}
