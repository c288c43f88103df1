import Basis
import Playbooks
import Testing
import Updates

/// The manifest and the playbook as the design writes them.
@Suite struct LanguageTests {
    static let manifest = """
        app: promptforge
        source:
          git: https://git.example.com/promptforge.git
          releases: "v*"
          signed: required
          trust: [deploy/allowed_signers]

        services:
          backend:
            health: { http: /health, port: 8000 }
          frontend:
            health: { http: /, port: 3000 }
            after: [backend]

        databases:
          main:
            postgres:
              { service: postgres, database: promptforge_prod, user: promptforge, password: "${secrets.db}" }
        files:
          uploads: { volume: uploads }
          config:  { path: ./config }

        migrations:
          in: backend
          now:  alembic current
          up:   alembic upgrade head
          down: alembic downgrade ${before.revision}
          preview: alembic upgrade head --sql
          compatible: true

        checks:
          login:
            - http: { post: /api/login, json: { user: probe }, status: 200, capture: { token: $.token } }
            - http:
                { get: /api, headers: { X-Token: "${token}" }, json: { $.total: ">= 0" }, latency: 1s }
          critical: { command: { in: backend, run: [pytest, tests/test_critical.py] } }

        backups:
          to: /var/backups/promptforge
          keep: { daily: 7, weekly: 4, monthly: 3 }
          encrypt:
            age: [age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p]
            identity: "${secrets.backup-key}"
          offsite: [sftp://backup@backup.example.com/backups/promptforge]

        secrets:
          db: { env: PGPASSWORD }
          slack-webhook: { file: .secrets/slack }
          backup-key: { file: .secrets/age-identity }

        notify:
          - slack: ${secrets.slack-webhook}
          - email: { to: ops@example.com, through: smtp://mail.example.com }

        environments:
          staging:
            docker: { compose: [compose.yml, compose.staging.yml], project: promptforge-staging }
            url: https://staging.example.com
            traffic: { nginx: { service: nginx } }
          production:
            kubernetes: { context: prod, namespace: promptforge, manifests: [kubernetes/] }
            url: https://app.example.com
            window: Sun 02:00-05:00 Europe/London
            requires: { staging: 24h }
            confirm: true
        schedule:
          backup: { playbook: backup, at: "0 1 * * *" }
          drill: { playbook: drill, at: first Sun of quarter 03:00 Europe/London, env: staging }
        default: staging
        """

    static let playbook = """
        playbook: update
        about: Back up, pull, build, migrate, roll and prove. Any failure undoes what was done.
        inputs:
          version: { type: release, default: latest, about: The release to go to }
        steps:
          - backup: { databases: [main], files: [uploads, config], verify: true }
          - pull: ${inputs.version}
          - build: { services: [backend, frontend] }
          - migrate: { phase: expand }
          - roll:
              services: [backend, frontend]
              strategy: rolling
              parallelism: 1
              monitor: 6s
            gate: { http: /health/detailed, passes: 3, every: 1s, within: 2m }
          - probe: { http: /health, for: 1m, tolerate: 0 }
          - probe: { for: 1m }
          - together: [{ notify: hello }, { command: [echo, hi] }]
        on-failure: undo
        always:
          - notify: { message: "${app} ${env}: ${run.outcome}" }
        """

    @Test func manifestOfTheDesignIsRead() throws {
        let draft = ManifestFile.read(Array(LanguageTests.manifest.utf8), named: "belay.yml")
        #expect(draft.problems == [])
        let manifest = try #require(draft.value)
        #expect(manifest.services.map(\.name.value) == ["backend", "frontend"])
        #expect(manifest.environments.count == 2)
        #expect(manifest.initial?.value == "staging")
    }

    @Test(arguments: [
        "haproxy: { socket: /run/haproxy/admin.sock, backends: { web: backend } }",
        "nginx:   { service: nginx, upstreams: { backend: /etc/nginx/upstreams/backend.conf } }",
        "caddy:   { admin: http://127.0.0.1:2019, upstreams: { backend: backend } }",
        "managed: { listen: { 8080: backend, 3000: frontend }, image: haproxy:3.0 }",
    ])
    func everySwitchOfTheDesignIsRead(_ line: String) throws {
        let text = "app: shop\nenvironments: { here: { docker: {}, traffic: { \(line) } } }"
        let draft = ManifestFile.read(Array(text.utf8), named: "belay.yml")
        #expect(draft.problems == [] && draft.value?.environments.first?.value.traffic != nil)
    }

    @Test func playbookOfTheDesignIsRead() throws {
        let draft = PlaybookFile.read(Array(LanguageTests.playbook.utf8), named: "update.yml")
        #expect(draft.problems == [])
        let playbook = try #require(draft.value)
        #expect(playbook.steps.count == 8)
        #expect(playbook.always.count == 1)
    }
}
