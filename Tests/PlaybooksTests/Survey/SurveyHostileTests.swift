import Playbooks
import Testing

/// Whatever stands in a repository, a manifest comes of it that is accepted.
@Suite struct SurveyHostileTests {
    private static let files = Repository.git(remote: "git@git.example.com:a/b.git", tags: ["v1.0.0"])
        .merging([
            "compose.yml": """
            name: shop
            services:
              lb:
                image: haproxy:3.0
                ports: ["80:80"]
                volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"]
              api:
                build: { context: api, dockerfile: Dockerfile }
                volumes: [uploads:/up, ./data:/data]
                healthcheck: { test: [CMD, curl, "http://localhost:8000/health"] }
              db:
                image: postgres:16
                environment: { POSTGRES_DB: shop, POSTGRES_USER: shop, POSTGRES_PASSWORD: "${PW}" }
              cache: { image: redis, environment: [REDIS_PASSWORD=x] }
            volumes: { uploads: {} }
            """,
            "haproxy.cfg": "backend api\n  server a api:8000\nglobal\n  stats socket /run/h.sock\n",
            "api/Dockerfile": "FROM x\nHEALTHCHECK CMD curl http://localhost/h\n", "api/alembic.ini": "",
            "package.json": #"{ "name": "shop", "scripts": { "migrate": "x" } }"#,
        ]) { $1 }

    @Test func theFilesAreSurveyedWhole() {
        let manifest = Repository(files: SurveyHostileTests.files).manifest()
        for section in ["services", "databases", "files", "migrations", "backups", "secrets", "environments"]
        {
            #expect(manifest.contains("\n\(section):\n"), "\(section)")
        }
        #expect(manifest.contains("backends: { api: api }"))
    }

    @Test(arguments: 1...60)
    func whatIsChangedInThemNeverMakesAManifestThatIsRefused(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var files = SurveyHostileTests.files
        for path in files.keys.sorted() {
            var text = Array((files[path] ?? "").unicodeScalars)
            for _ in 0..<next(5) where !text.isEmpty {
                let position = next(text.count)
                switch next(4) {
                case 0: text[position] = ["{", "}", "\"", "'", "#", ":", "$", "\u{85}", "é", "%"][next(10)]
                case 1: text.remove(at: position)
                case 2:
                    text.insert(
                        ["\n", " ", "-", "!", "&", "*", "\u{7}", "[", ",", "."][next(10)], at: position)
                default:
                    let end = min(text.count, position + next(60))
                    text.insert(contentsOf: text[position..<end], at: next(text.count))
                }
            }
            files[path] = String(String.UnicodeScalarView(text))
        }
        _ = Repository(folder: "seed \(seed)", files: files).manifest()
    }
}
