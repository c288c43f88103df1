import Basis
import Updates

extension ProjectCheck {
    /// Steps that need a part of the manifest which is not there.
    static let missingSections: Rule = { project in
        let manifest = project.manifest
        return project.playbooksInUse.flatMap(\.allSteps).compactMap { step in
            let section: String? =
                switch step.action {
                case .backup where !manifest.hasBackups: "backups"
                case .restore where !manifest.hasBackups: "backups"
                case .verify where !manifest.hasBackups: "backups"
                case .migrate where !manifest.hasMigrations: "migrations"
                case .pull where manifest.source == nil: "source"
                default: nil
                }
            return section.map { name in
                let what = "the step needs `\(name)`, which the manifest does not have"
                return project.finding(.missingSection, what, at: step.span)
            }
        }
    }

    /// Backups that would not help.
    static let backups: Rule = { project in
        let all = [project.manifest.backups] + project.manifest.environments.map(\.value.overlay.backups)
        return all.compactMap { $0 }.flatMap { rules -> [Diagnostic] in
            var found: [Diagnostic] = []
            if rules.offsite.isEmpty {
                let what = "backups are kept only on this machine"
                found.append(project.finding(.backupsStayHere, what, at: rules.to.span))
            }
            if let encrypt = rules.encrypt, encrypt.identity == nil, let first = encrypt.recipients.first {
                let what = "no key here opens the backups, so no update can restore one"
                found.append(project.finding(.backupsUnreadable, what, at: first.span))
            }
            return found
        }
    }

    /// Appointments that never come: 30 February.
    static let schedules: Rule = { project in
        project.manifest.schedule.filter { $0.value.at.value.next(after: 0, offset: { _ in 0 }) == nil }
            .map { appointment in
                let what = "`\(appointment.name.value)` is never due"
                return project.finding(.neverDue, what, at: appointment.value.at.span)
            }
    }

    /// Passwords that stand in the file.
    static let plainSecrets: Rule = { project in
        let overlays = project.manifest.environments.map(\.value.overlay)
        let databases = project.manifest.databases + overlays.flatMap(\.databases)
        let receivers = project.manifest.notify + overlays.flatMap { $0.notify ?? [] }
        let identities = [project.manifest.backups].compactMap { $0?.encrypt?.identity }
        let secrets = databases.compactMap(\.value.password) + receivers.compactMap(\.secret) + identities
        return secrets.filter { $0.literal?.isEmpty == false }.map { secret in
            // Without its line: what is printed ends up in logs.
            Diagnostic(
                CheckCode.plainSecret, "a secret stands here for everybody to read",
                at: .text(secret.span, line: nil), severity: CheckCode.plainSecret.severity)
        }
    }
}

extension Receiver {
    /// The part of it that lets whoever knows it speak in our name.
    fileprivate var secret: Template? {
        switch channel {
        case .slack(let url): url
        case .pagerduty(let key): key
        case .webhook(_, let secret): secret
        case .email, .command: nil
        }
    }
}

extension Manifest {
    fileprivate var hasBackups: Bool {
        backups != nil || environments.contains { $0.value.overlay.backups != nil }
    }

    fileprivate var hasMigrations: Bool {
        migrations != nil || environments.contains { $0.value.overlay.migrations != nil }
    }
}
