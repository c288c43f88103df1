import Basis
import Updates

extension Form where Value == Source {
    static var source: Form {
        let branch = Form<Source.Releases>.record(
            "releases",
            Key.required("branch", .text("a branch"), "The branch whose head is taken and pinned.")
        ) { _, branch in .branch(branch) }
        let tags = Form<Located<String>>.text("a pattern of tags such as v*").map { Source.Releases.tags($0) }
        return .record(
            "source",
            Key.required("git", .text("a repository"), "The repository, by URL or path."),
            Key.optional(
                "releases", .byKind(scalar: tags, mapping: branch),
                "Which tags are releases, or { branch: main }."),
            Key.optional("signed", .choice(Source.SignatureRule.self), "Whether tags must be signed."),
            Key.optional(
                "trust", .listOrOne(.text("a file")), default: [], "Files with the keys that may sign.")
        ) { _, git, releases, signed, trust in
            Source(git: git, releases: releases, signed: signed, trust: trust)
        }
    }
}

extension Form where Value == ServiceRules {
    static var serviceRules: Form {
        .record(
            "a service",
            Key.optional("health", .gate, "What proves a replica; its own health check if nothing is said."),
            Key.optional(
                "after", .listOrOne(.text("a service")), default: [], "Services that are rolled before it."),
            Key.optional("exclusive", .boolean, "Whether two of it must never run at once.")
        ) { _, health, after, exclusive in ServiceRules(health: health, after: after, exclusive: exclusive) }
    }
}

extension Form where Value == Appointment {
    static var appointment: Form {
        let at = "a cron line, or words such as daily 01:00 or first Sun of quarter 03:00 Europe/London"
        return .record(
            "an appointment",
            Key.required("playbook", .text("a playbook"), "The playbook that is run."),
            Key.required("at", .parsed(at) { Schedule($0) }, "When: \(at)."),
            Key.optional(
                "env", .text("an environment"), "In which environment; the default one if not said."),
            Key.optional("with", .map(.template("a value")), default: [], "What is given to the playbook.")
        ) { _, playbook, at, environment, with in
            Appointment(playbook: playbook, at: at, environment: environment, with: with)
        }
    }
}
