import Playbooks
import Testing

/// The projects of five maintenance guides, as their repositories look.
@Suite struct GuideTests {
    private let backend = """
        services:
          postgres:
            image: postgres:15
            environment:
              POSTGRES_DB: promptforge_prod
              POSTGRES_USER: promptforge
              POSTGRES_PASSWORD: ${DB_PASSWORD}
            volumes: [postgres_data:/var/lib/postgresql/data]
          backend:
            build: ./backend
            ports: ["8000:8000"]
            volumes: [uploads:/app/uploads, ./config:/app/config, ./backend:/app]
            healthcheck: { test: ["CMD", "curl", "-f", "http://localhost:8000/health"] }
          frontend:
            build: { context: ./frontend }
            ports: ["3000:3000"]
        volumes: { postgres_data: {}, uploads: {} }
        """

    private let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: promptforge-backend, namespace: promptforge }
        spec:
          selector: { matchLabels: { app: backend } }
          template:
            metadata: { labels: { app: backend } }
            spec: { containers: [{ name: backend, image: "backend:v1" }] }
        """

    /// Compose on one machine, Kubernetes for production, Alembic, a frontend with a HEALTHCHECK.
    @Test func composeAndKubernetesWithAlembic() {
        var files = Repository.git(
            remote: "https://ci:t0ken@git.example.com/team/promptforge.git",
            tags: ["v1.0.0", "v1.1.0", "nightly"])
        files["docker-compose.yml"] = backend
        files["backend/alembic.ini"] = ""
        files["backend/Dockerfile"] = "FROM python:3.12\n"
        files["frontend/Dockerfile"] =
            "FROM node:22\nHEALTHCHECK --interval=5s \\\n  CMD wget -qO- http://127.0.0.1:3000/ || exit 1\n"
        files["kubernetes/backend.yaml"] = deployment
        let repository = Repository(folder: "checkout", files: files)
        #expect(
            repository.bare() == """
                app: promptforge
                source:
                  git: https://git.example.com/team/promptforge.git
                  releases: "v*"
                services:
                  backend:
                    health: { http: /health, port: 8000 }
                  frontend:
                    health: { http: /, port: 3000 }
                databases:
                  main:
                    postgres:
                      service: postgres
                      database: promptforge_prod
                      user: promptforge
                      password: "${secrets.database-password}"
                files:
                  uploads: { volume: uploads }
                  config: { path: ./config }
                migrations:
                  in: backend
                  preset: alembic
                  databases: [main]
                backups:
                  to: /var/backups/promptforge
                  keep: { daily: 7, weekly: 4, monthly: 3 }
                secrets:
                  database-password: { env: DB_PASSWORD }
                environments:
                  docker:
                    docker: { compose: [docker-compose.yml] }
                    url: http://localhost:3000
                  production:
                    kubernetes: { namespace: promptforge, manifests: [kubernetes/] }
                default: docker
                """)
        let sketch = repository.sketch
        #expect(!sketch.text.contains("t0ken"))
        #expect(sketch.reasons.first?.what == "app: promptforge")
        #expect(sketch.reasons.first?.why == "The name of the repository at `origin`.")
        #expect(sketch.text.contains("backend, frontend, postgres above are names of Compose"))
    }

    /// On premises: nginx in front, Redis, monitoring, a file for production over the usual one.
    @Test func onPremisesBehindNginx() {
        let files = [
            "docker-compose.yml": """
            services:
              nginx:
                image: nginx:alpine
                ports: ["80:80", "443:443"]
                volumes: ["./nginx/nginx.conf:/etc/nginx/nginx.conf:ro", "./ssl:/etc/nginx/ssl:ro"]
              backend:
                build: ./backend
                env_file: .env
                environment: { DATABASE_URL: "postgresql://x:${POSTGRES_PASSWORD:?set it}@postgres/x" }
                volumes: ["./logs:/app/logs", "./data/uploads:/app/uploads"]
                healthcheck: { test: "curl --fail http://localhost:8000/api/health || exit 1" }
              frontend: { build: ./frontend }
              postgres:
                image: postgres:16-alpine
                environment: [POSTGRES_DB=x, "POSTGRES_PASSWORD=${POSTGRES_PASSWORD:?set it}"]
                volumes: [pgdata:/var/lib/postgresql/data]
              redis: { image: "redis:7-alpine", volumes: [redis_data:/data] }
              grafana: { image: "grafana/grafana:10.0.0", volumes: [grafana_data:/var/lib/grafana] }
            volumes: { pgdata: , redis_data: , grafana_data: }
            """,
            "docker-compose.prod.yml": "services: { backend: { environment: { LOG: info } } }",
            "docker-compose.dev.yml": "services: { backend: { environment: { LOG: debug } } }",
            "nginx/nginx.conf": """
            upstream app { server backend:8000; }
            server {
                  location / { proxy_pass http://frontend:3000; }
                  location /api { proxy_pass http://app; }
                }
            """,
            "backend/alembic.ini": "",
        ]
        let manifest = Repository(files: files).manifest()
        for line in [
            "docker: { compose: [docker-compose.yml, docker-compose.prod.yml] }", "url: http://localhost\n",
            "# nginx runs nginx, with backend, frontend behind it.", "      nginx:\n        service: nginx",
            "health: { http: /api/health, port: 8000 }", "database-password: { env: POSTGRES_PASSWORD }",
            "logs: { path: ./logs }", "uploads: { path: ./data/uploads }", "redis:\n    redis:",
            "grafana_data: { volume: grafana_data }", "# There is no git repository here.",
        ] { #expect(manifest.contains(line), "\(line)\n\(manifest)") }
        for line in ["pgdata", "redis_data", "ssl", "debug", "65001", "dev"] {
            #expect(!manifest.contains(line), "\(line)\n\(manifest)")
        }
    }

    /// Node and MongoDB under PM2, with no container at all.
    @Test func nodeWithoutContainers() {
        let files = [
            "package.json": #"{ "name": "@acme/prompt-base" }"#, "ecosystem.config.js": "",
            "backend/package.json": #"{ "scripts": { "migrate": "migrate-mongo up" } }"#,
        ]
        let manifest = Repository(files: files).manifest()
        #expect(manifest.contains("\napp: prompt-base\n") && manifest.contains("is for PM2."))
        #expect(manifest.contains("#   production:\n#     docker: { compose: [compose.yml] }"))
        #expect(
            manifest.contains("# backend/package.json has migrations, but no service here could run them."))
    }

    /// Node and Prisma on Render, without tags.
    @Test func prismaOnRender() {
        var files = Repository.git(remote: "git@git.example.com:acme/playground.git", branch: "trunk")
        files["render.yaml"] = "services: [{ type: web, name: playground-backend, env: node }]"
        files["backend/prisma/schema.prisma"] = ""
        files["backend/Dockerfile"] = "FROM node:22\n"
        let manifest = Repository(files: files).manifest()
        #expect(manifest.contains("git: git@git.example.com:acme/playground.git"))
        #expect(manifest.contains("releases: { branch: trunk }") && manifest.contains("is for Render."))
    }

    /// Data in folders beside the Compose file, PostgreSQL with a secret in a file.
    @Test func foldersAndASecretFile() {
        let files = [
            "compose.yaml": """
            name: codeforge
            services:
              app:
                image: ghcr.io/acme/codeforge:1.2
                env_file: [{ path: .env, required: true }]
                volumes: ["./data:/app/data", "./config:/app/config", "./projects:/projects"]
                ports: ["${PORT}:8080"]
              db:
                image: postgres:16
                environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db_password }
                secrets: [db_password]
                volumes: [db:/var/lib/postgresql/data]
            volumes: { db: {} }
            secrets: { db_password: { file: ./secrets/db_password.txt } }
            """
        ]
        let manifest = Repository(files: files).bare()
        for line in [
            "app: codeforge", "data: { path: ./data }", "config: { path: ./config }",
            "projects: { path: ./projects }", "user: postgres",
            "database-password: { file: secrets/db_password.txt }", "docker: { compose: [compose.yaml] }",
        ] { #expect(manifest.contains(line), "\(line)\n\(manifest)") }
        #expect(!manifest.contains("url:"), "a port that nobody set is no address")
    }
}
