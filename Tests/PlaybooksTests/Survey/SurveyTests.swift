import Playbooks
import Testing

/// Single guesses, and repositories in which it would be easy to guess wrong.
@Suite struct SurveyTests {
    private func compose(_ services: String, _ more: [String: String] = [:]) -> String {
        Repository(files: ["compose.yml": "services:\n\(services)\n"].merging(more) { $1 }).manifest()
    }

    @Test func nothingAtAllIsStillAManifest() {
        #expect(Repository(folder: "My Shop!", files: [:]).bare() == "app: my-shop")
        #expect(Repository(folder: "…", files: [:]).bare() == "app: app")
    }

    @Test(arguments: [
        ("postgres:16", "postgres"), ("postgis/postgis:16-3.4", "postgres"),
        ("bitnami/postgresql:15", "postgres"),
        ("pgvector/pgvector:pg16", "postgres"), ("timescale/timescaledb:latest-pg15", "postgres"),
        ("mysql:8", "mysql"), ("mariadb:11", "mariadb"), ("mongo:7", "mongodb"), ("redis:7-alpine", "redis"),
        ("valkey/valkey:8", "redis"),
        ("registry.example.com:5000/library/mysql@sha256:\(String(repeating: "a", count: 64))", "mysql"),
    ])
    func imagesOfDatabasesAreKnown(_ image: String, _ engine: String) {
        let manifest = compose("  store: { image: \"\(image)\" }")
        let name = engine == "redis" ? "store" : "main"
        #expect(manifest.contains("  \(name):\n    \(engine):\n      service: store\n"), "\(manifest)")
    }

    @Test(arguments: ["postgres-exporter:1", "redis-commander:1", "acme/mysql-backup:1", "dpage/pgadmin4:8"])
    func whatOnlySoundsLikeADatabaseIsNone(_ image: String) {
        #expect(!compose("  tool: { image: \"\(image)\" }").contains("databases:"))
    }

    @Test func severalDatabasesKeepTheNamesOfTheirServicesAndNoPasswordIsWritten() {
        let manifest = compose(
            """
              users:
                image: "mysql:8"
                environment: { MYSQL_ROOT_PASSWORD: hunter2, MYSQL_DATABASE: users }
              my.events:
                image: mongo:7
                environment: { MONGO_INITDB_ROOT_USERNAME: root, MONGO_INITDB_ROOT_PASSWORD: hunter3 }
            """)
        for line in [
            "users:\n    mysql:", "my.events:\n    mongodb:", "user: root", "database: users",
            "password-users: { env: MYSQL_ROOT_PASSWORD }", "\"${secrets.password-my-events}\"",
        ] { #expect(manifest.contains(line), "\(line)\n\(manifest)") }
        #expect(!manifest.contains("hunter"))
    }

    @Test(arguments: [
        ("test: [CMD, curl, -f, \"http://localhost:8080/healthz\"]", "/healthz", 8080),
        ("test: [CMD-SHELL, \"wget -q --spider http://127.0.0.1/ || exit 1\"]", "/", 80),
        ("test: curl -fsS 'http://localhost:9000/up?full=1'", "/up?full=1", 9000),
        ("test: [CMD, node, -e, \"fetch('http://localhost:3000/ready').then(r => 1)\"]", "/ready", 3000),
    ])
    func healthIsTakenFromTheHealthcheck(_ test: String, _ path: String, _ port: Int) {
        let manifest = compose("  web: { image: web, healthcheck: { \(test) } }")
        let written = path.contains("?") ? "\"\(path)\"" : path
        #expect(manifest.contains("health: { http: \(written), port: \(port) }"), "\(manifest)")
    }

    @Test(arguments: ["test: [CMD, pg_isready]", "disable: true", "test: [NONE]"])
    func otherHealthchecksAreLeftAlone(_ test: String) {
        #expect(!compose("  web: { image: web, healthcheck: { \(test) } }").contains("\nservices:"))
    }

    @Test(arguments: [
        ("alembic.ini", "", "alembic"), ("manage.py", "", "django"), ("prisma/schema.prisma", "", "prisma"),
        ("knexfile.ts", "", "knex"), ("flyway.conf", "", "flyway"), ("sql/V1_2__users.sql", "", "flyway"),
        ("migrations/000001_users.up.sql", "", "golang-migrate"),
    ])
    func migrationToolsAreKnownByTheirFiles(_ file: String, _ text: String, _ preset: String) {
        let manifest = compose(
            "  db: { image: postgres }\n  api: { build: ./server }", ["server/\(file)": text])
        #expect(manifest.contains("  in: api\n") && manifest.contains("  preset: \(preset)\n"), "\(manifest)")
        #expect(manifest.contains("  databases: [main]\n"))
    }

    @Test func railsNeedsItsMigrationsAndNotOnlyAGemfile() {
        let gem = ["Gemfile": "gem \"rails\"\n"]
        #expect(!compose("  web: { build: . }", gem).contains("migrations:"))
        let whole = gem.merging(["db/migrate/1_users.rb": ""]) { $1 }
        #expect(compose("  web: { build: . }", whole).contains("preset: rails"))
    }

    @Test func aScriptOfPackageJSONMigratesWhereNoToolIsKnown() {
        let package = #"{ "scripts": { "test": "jest", "db:migrate": "x", "db:rollback": "y" } }"#
        let manifest = compose("  api: { build: api }\n  web: { build: web }", ["api/package.json": package])
        #expect(
            manifest.contains("in: api") && manifest.contains("up: [npm, run, db:migrate]"), "\(manifest)")
        #expect(manifest.contains("down: [npm, run, db:rollback]"))
    }

    @Test func theServiceOfMigrationsIsTheOneBuiltClosestAroundThem() {
        let manifest = compose(
            "  web: { build: . }\n  worker: { build: ./services/worker }",
            ["services/worker/db/alembic.ini": "", "node_modules/x/manage.py": ""])
        #expect(manifest.contains("in: worker") && manifest.contains("preset: alembic"))
    }

    @Test func haproxyTellsItsSocketAndItsBackends() {
        let manifest = compose(
            """
              lb:
                image: haproxy:3.0
                ports: ["443:443", "80:80"]
                volumes: ["./haproxy:/usr/local/etc/haproxy:ro"]
              api: { image: api }
              web: { image: web }
            """,
            [
                "haproxy/haproxy.cfg": """
                global
                  stats socket /run/haproxy/admin.sock mode 660 level admin
                backend api_back
                  server-template api 3 api:8000 check
                backend web_back
                  balance roundrobin
                  server w1 web:3000 check
                """
            ])
        #expect(manifest.contains("socket: /run/haproxy/admin.sock"), "\(manifest)")
        #expect(manifest.contains("backends: { api_back: api, web_back: web }"))
        #expect(manifest.contains("url: http://localhost\n"))
    }

    @Test func caddyTellsWhatIsBehindIt() {
        let manifest = compose(
            """
              caddy:
                image: caddy:2
                ports: ["443:443"]
                volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]
              app: { image: app }
            """,
            ["Caddyfile": "example.com {\n  reverse_proxy app:8080\n}\n"])
        #expect(manifest.contains("upstreams: { app: app }") && manifest.contains("url: https://localhost\n"))
    }

    @Test func aWebServerWithNothingBehindItIsNoSwitch() {
        let manifest = compose("  site: { image: nginx, ports: [\"80:80\"] }\n  api: { image: api }")
        #expect(!manifest.contains("traffic:\n") && manifest.contains("nothing here shows which services"))
    }

    @Test func environmentsFollowTheNamesOfFiles() {
        let whole = "services: { web: { image: web } }"
        let files = [
            "deploy/docker-compose.yml": whole,
            "deploy/docker-compose.staging.yml": "services: { web: { scale: 2 } }",
            "deploy/docker-compose.production.yaml": whole, "deploy/docker-compose.override.yml": whole,
            "examples/deep/docker-compose.yml": "services: { other: { image: other } }",
        ]
        let manifest = Repository(files: files).bare()
        #expect(
            manifest.hasSuffix(
                """
                environments:
                  production:
                    docker: { compose: [deploy/docker-compose.production.yaml] }
                  staging:
                    docker: { compose: [deploy/docker-compose.yml, deploy/docker-compose.staging.yml] }
                default: staging
                """), "\(manifest)")
    }

    @Test func environmentsFollowTheNamesOfFoldersAndOtherFilesAreNamed() {
        let whole = "services: { web: { image: web } }"
        let files = [
            "docker/development/compose.yml": "services: { db: { image: postgres } }",
            "docker/production/compose.yml": whole, "docker/testing/compose.yml": whole,
            "docker/staging/compose.yml": whole, "docs/compose.yml": whole,
        ]
        let manifest = Repository(files: files).bare()
        #expect(manifest.contains("docker: { compose: [docker/production/compose.yml] }"), "\(manifest)")
        #expect(manifest.contains("docker: { compose: [docker/staging/compose.yml] }"), "\(manifest)")
        #expect(!manifest.contains("postgres") && !manifest.contains("test"))
        let beside = compose("  web: { image: web }", ["compose.monitoring.yml": whole])
        #expect(beside.contains("docker: { compose: [compose.yml] }"))
        #expect(beside.contains("# Left out: compose.monitoring.yml."))
    }

    @Test func manifestsThatAreThereTwiceCountOnce() {
        let redis = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: cart }
            spec:
              selector: { matchLabels: { app: x } }
              template:
                metadata: { labels: { app: x } }
                spec: { containers: [{ name: c, image: redis }] }
            """
        let files = [
            "manifests/cart.yaml": redis, "kustomize/base/cart.yaml": redis, "release/all.yaml": redis,
            "kustomize/components/x/cart.yaml": redis,
        ]
        let manifest = Repository(files: files).manifest()
        #expect(manifest.contains("kubernetes: { manifests: [manifests/] }"), "\(manifest)")
        #expect(manifest.split(separator: "\n").filter { $0 == "  cart:" }.count == 1)
        #expect(manifest.contains("# Left out: release,") && manifest.contains("# Left out: kustomize/base,"))
    }

    @Test func noServiceIsMadeToMigrateThatOnlyHappensToBeThere() {
        let files = ["packages/prisma/schema.prisma": ""]
        let manifest = compose("  mail: { image: mailpit }\n  pdf: { image: gotenberg }", files)
        #expect(
            !manifest.contains("migrations:") && manifest.contains("schema.prisma has migrations, but no"))
    }

    @Test func kubernetesAloneNamesItsFoldersAndDatabases() {
        let workload = { (kind: String, name: String, image: String) in
            """
            apiVersion: apps/v1
            kind: \(kind)
            metadata: { name: \(name) }
            spec:
              selector: { matchLabels: { app: x } }
              template:
                metadata: { labels: { app: x } }
                spec: { containers: [{ name: c, image: "\(image)" }] }
            """
        }
        let files = [
            "k8s/staging/web.yaml": workload("Deployment", "web", "web:1"),
            "k8s/production/web.yaml": workload("Deployment", "web", "web:1"),
            "k8s/base/db.yaml": workload("StatefulSet", "db", "postgres:16"),
            "k8s/overlays/prod/kustomization.yaml": "resources: [../../base]",
            "chart/Chart.yaml": "name: chart", "chart/templates/web.yaml": "kind: {{ .Values.kind }}",
            ".github/workflows/ci.yml": "on: push", "alembic.ini": "",
        ]
        let manifest = Repository(files: files).manifest()
        for line in [
            "production:\n    kubernetes: { manifests: [k8s/base/, k8s/production/] }",
            "staging:\n    kubernetes: { manifests: [k8s/base/, k8s/staging/] }", "service: db", "in: web",
            "chart of Helm", "overlay of Kustomize", "default: staging",
        ] { #expect(manifest.contains(line), "\(line)\n\(manifest)") }
    }

    @Test func aVariableThatIsOnlyRequiredSomewhereIsNoReasonToSeeNothing() {
        let manifest = compose(
            """
              db: { image: postgres, environment: { POSTGRES_DB: "${NAME:-shop}", X: "${DOMAIN:-here}" } }
              api: { build: api, environment: { HOST: "${DOMAIN:?set it}" }, ports: ["${PORT}:80"] }
            """)
        #expect(manifest.contains("      database: shop\n"), "\(manifest)")
        #expect(!manifest.contains("65001") && !manifest.contains("could not be read"))
    }

    @Test func aBrokenComposeFileIsNamedAndTheRestIsGuessedAllTheSame() {
        let files = ["compose.yml": "services: { web: { imag: x } }", "alembic.ini": ""]
        let manifest = Repository(files: files).manifest()
        #expect(manifest.contains("docker: { compose: [compose.yml] }"))
        #expect(manifest.contains("compose.yml could not be read"), "\(manifest)")
    }

    @Test(arguments: [
        (["1.0.0", "1.1.0"], "\"*\""), (["v1.0", "v2.0"], "\"v*\""), (["release-1.0.0"], "\"release-*\""),
        (["v1.0.0", "1.1.0"], "\"*\""),
    ])
    func releasesFollowTheTags(_ tags: [String], _ pattern: String) {
        let manifest = Repository(files: Repository.git(tags: tags + ["latest", "nightly-5"])).bare()
        #expect(manifest.contains("releases: \(pattern)\n") || manifest.hasSuffix("releases: \(pattern)"))
    }

    @Test func hostileNamesStayInTheirPlace() {
        let files = [
            "a\nb: c\u{85}\u{2028}d/alembic.ini": "", "compose.yml": "services: { web: { build: . } }",
        ].merging(
            Repository.git(remote: "/srv/it's # \"quoted\": {x}", branch: "a: b # c\u{85}\u{202E}\u{E0001}")
        ) { $1 }
        let manifest = Repository(folder: "x\ny", files: files).manifest()
        #expect(!manifest.unicodeScalars.contains { $0.value == 0x85 || $0.value == 0x2028 })
        #expect(manifest.contains(#"branch: "a: b # c\u0085\u202e"#), "\(manifest)")
        #expect(manifest.contains(#"git: "/srv/it's # \"quoted\": {x}""#), "\(manifest)")
    }

    @Test func noCommentIsWiderThanATerminal() {
        let manifest = compose("  db: { image: postgres }\n  web: { image: web, ports: [\"80:80\"] }")
        let lines = manifest.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 } && lines.count > 20)
    }
}
