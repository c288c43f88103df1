extension Action {
    /// The kind of step, as a playbook writes it.
    package var word: String {
        switch self {
        case .backup: "backup"
        case .restore: "restore"
        case .pull: "pull"
        case .build: "build"
        case .migrate: "migrate"
        case .roll: "roll"
        case .scale: "scale"
        case .command: "command"
        case .sql: "sql"
        case .http: "http"
        case .notify: "notify"
        case .approve: "approve"
        case .probe: "probe"
        case .call: "call"
        case .verify: "verify"
        case .prune: "prune"
        case .together: "together"
        case .always: "always"
        }
    }
}
