import Playbooks

extension SchemaTests {
    /// Files with one mistake each, of the kinds that a schema can see.
    static let mistakes: [Sample] =
        manifests.map { Sample(kind: .manifest, text: $0) }
        + playbooks.map { Sample(kind: .playbook, text: $0) }

    private static let manifests = [
        "source: { git: . }",
        "app: [shop]",
        "app: shop\nsorce: { git: . }",
        "app: shop\nsource: { git: ., signed: maybe }",
        "app: shop\nsource: { releases: v* }",
        "app: shop\nservices: [web]",
        "app: shop\nservices: { web: { health: { http: /, port: 70000 } } }",
        "app: shop\nservices: { web: { exclusive: yes } }",
        "app: shop\ndatabases: { main: { oracle: {} } }",
        "app: shop\ndatabases: { main: { postgres: {}, mysql: {} } }",
        "app: shop\ndatabases: { main: {} }",
        "app: shop\nfiles: { all: { path: [a] } }",
        "app: shop\nmigrations: { up: alembic upgrade head }",
        "app: shop\nmigrations: { in: web, preset: alembik }",
        "app: shop\nbackups: { keep: { daily: 7 } }",
        "app: shop\nbackups: { to: /b, keep: { daily: 0 } }",
        "app: shop\nbackups: { to: /b, keep: { within: a month } }",
        "app: shop\nbackups: { to: /b, encrypt: { age: ssh-rsa } }",
        "app: shop\nsecrets: { key: { vault: x } }",
        "app: shop\nnotify: [{ slack: url, on: [exploded] }]",
        "app: shop\nnotify: [{ email: { to: a@example.com } }]",
        "app: shop\nenvironments: { here: {} }",
        "app: shop\nenvironments: { here: { docker: {}, kubernetes: {} } }",
        "app: shop\nenvironments: { here: { docker: {}, requires: { there: soon } } }",
        "app: shop\nenvironments: { here: { docker: {}, traffic: { apache: {} } } }",
        "app: shop\nenvironments: { here: { docker: {}, traffic: { caddy: {} } } }",
        "app: shop\nschedule: { nightly: { at: daily } }",
    ]

    private static let playbooks = [
        "steps: [{ pull: latest }]",
        "playbook: p\nsteps: { pull: latest }",
        "playbook: p\nsteps: [{ pul: latest }]",
        "playbook: p\nsteps: [{ pull: latest, build: {} }]",
        "playbook: p\nsteps: [{ name: nothing }]",
        "playbook: p\nsteps: [pull]",
        "playbook: p\nsteps: [{ pull: latest, timeout: 5 }]",
        "playbook: p\nsteps: [{ pull: latest, retry: { times: 3 } }]",
        "playbook: p\nsteps: [{ pull: latest, on-failure: shrug }]",
        "playbook: p\nsteps: [{ roll: { strategy: green-blue } }]",
        "playbook: p\nsteps: [{ roll: { parallelism: some } }]",
        "playbook: p\nsteps: [{ roll: { canary: [{ weight: 10 }] } }]",
        "playbook: p\nsteps: [{ roll: web }]",
        "playbook: p\nsteps: [{ scale: { service: web } }]",
        "playbook: p\nsteps: [{ scale: { service: web, replicas: many } }]",
        "playbook: p\nsteps: [{ command: { in: web } }]",
        "playbook: p\nsteps: [{ command: ls }]",
        "playbook: p\nsteps: [{ prune: everything }]",
        "playbook: p\nsteps: [{ probe: { http: /, tcp: 80 } }]",
        "playbook: p\nsteps: [{ pull: x, gate: { passes: 3 } }]",
        "playbook: p\nsteps: [{ pull: x, gate: { all: [{ htp: / }] } }]",
        "playbook: p\nsteps: [{ together: [{ always: [{ nothing: 1 }] }] }]",
        "playbook: p\nsteps: [{ http: { get: /, post: / } }]",
        "playbook: p\nsteps: [{ http: { headers: {} } }]",
        "playbook: p\ninputs: { x: { type: float } }\nsteps: [{ pull: x }]",
        "playbook: p\nsteps: [{ verify: { method: hope } }]",
    ]
}
