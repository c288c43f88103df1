import Basis
import ClusterStandIn
import FoundationEssentials
import HTTP
import Subprocesses
import Testing

/// A shop in a git repository whose releases run on a stand-in, and the real program that updates it.
struct Shop: Sendable {
    let cluster: StandInCluster
    let folder: String
    private let launcher: Launcher
    private let http: HTTPClient

    /// Releases by their tags, and the images that they run.
    static let releases = [
        "v1.0.0": "v1", "v1.0.1": "v2", "v1.0.2": "crash", "v1.0.3": "never-ready", "v1.0.4": "missing",
    ]

    /// A shop for as long as the test needs it.
    static func with<Result>(
        _ settings: StandInSettings = StandInSettings(), _ test: (Shop) async throws -> Result
    ) async throws -> Result {
        let folder = "/tmp/belay-shop-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/shop/kubernetes", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            atPath: "\(folder)/shop/playbooks", withIntermediateDirectories: true)
        let cluster = StandInCluster(settings)
        defer {
            cluster.stop()
            try? FileManager.default.removeItem(atPath: folder)
        }
        let shop = Shop(
            cluster: cluster, folder: folder, launcher: try Launcher(),
            http: HTTPClient(HTTPSettings(.http(host: "127.0.0.1", port: cluster.port))))
        try await shop.open()
        return try await test(shop)
    }

    private func open() async throws {
        try write("kubeconfig", cluster.kubeconfig(namespace: "shop"))
        try write(
            "shop/belay.yml",
            """
            app: shop
            source: { git: \(folder)/shop, releases: "v*" }
            environments:
              production:
                kubernetes: { namespace: shop, manifests: [kubernetes/] }

            """)
        _ = try await ask(.post, "/api/v1/namespaces", ["metadata": ["name": "shop"]])
        try await git("init", "-q", "-b", "main", ".")
        try await git("config", "user.name", "Shop")
        try await git("config", "user.email", "shop@example.com")
        for (tag, image) in Shop.releases.sorted(by: { $0.key < $1.key }) { try await release(tag, image) }
        try await release("v1.0.5", "v2", processors: "5000")
    }

    /// Makes a release that runs an image.
    func release(_ tag: String, _ image: String, processors: String = "10m") async throws {
        try write(
            "shop/kubernetes/web.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: settings }
            data: { release: "\(tag)" }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: 3
              progressDeadlineSeconds: 60
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers:
                    - name: web
                      image: localhost/app:\(image)
                      envFrom: [ { configMapRef: { name: settings } } ]
                      resources: { requests: { cpu: "\(processors)" } }
                      readinessProbe: { httpGet: { path: /health, port: 8080 } }

            """)
        try write(
            "shop/playbooks/update.yml",
            """
            playbook: update
            about: Pull and roll. Any failure undoes what was done.
            inputs:
              version: { type: release, default: latest }
            steps:
              - pull: ${inputs.version}
              - roll: {}
            on-failure: undo

            """)
        try await git("add", "-A")
        try await git("commit", "-q", "-m", "Make \(tag)")
        try await git("tag", tag)
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    private func git(_ words: String...) async throws {
        let outcome = try await run("/usr/bin/git", words)
        #expect(outcome.exit.isSuccess, "\(outcome.errors.text)")
    }

    private func run(_ path: String, _ words: [String]) async throws -> Outcome {
        try await launcher.run(
            Invocation(
                .at(path: path), words,
                environment: [
                    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": .plain(folder),
                    "KUBECONFIG": .plain("\(folder)/kubeconfig"),
                ], directory: "\(folder)/shop"),
            by: .after(.seconds(120)))
    }

    /// The programs that are built beside the tests.
    static func built(_ name: String) throws -> String {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: name).path
    }

    /// Runs the program: its exit code, and everything that it said.
    func belay(_ words: String...) async throws -> (code: Int32, said: String) {
        let outcome = try await run(
            try Shop.built("belay"),
            words + ["-e", "production", "--journal", "\(folder)/journal.db"])
        let said = outcome.output.text + outcome.errors.text
        guard case .exited(let code) = outcome.exit else { return (-1, said) }
        return (code, said)
    }

    /// Updates to a release.
    func update(to tag: String) async throws -> (code: Int32, said: String) {
        try await belay("update", "--version", tag, "--yes")
    }

    /// Asks the cluster, as its administrator.
    func ask(_ method: HTTPMethod, _ target: String, _ body: JSON? = nil) async throws -> JSON {
        var request = HTTPRequest(method, target, body: body.map { .bytes($0.bytes()) } ?? .none)
        request.headers.add("Authorization", "Bearer admin-token")
        request.headers.add("User-Agent", "judge")
        let response = try await http.send(request, deadline: .after(.seconds(30)))
        return JSON(try await response.collect(atMost: .mebibytes(32))) ?? .null
    }

    /// What is in the shop's namespace of a kind.
    func all(_ path: String) async throws -> [JSON] {
        let parts = path.split(separator: "/")
        let place = "\(parts.dropLast().joined(separator: "/"))/namespaces/shop/\(parts.last ?? "")"
        return try await ask(.get, "/\(place)")["items"]?.list ?? []
    }

    /// The images of the pods that run, once those that were told to end are gone.
    func images() async throws -> [String] {
        for _ in 0..<200 {
            let pods = try await all("api/v1/pods")
            if pods.allSatisfy({ $0[["metadata", "deletionTimestamp"]] == nil }) {
                return pods.compactMap { $0[["spec", "containers"]]?.list?.first?["image"]?.text }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return []
    }

    /// How many there are of everything that an update may make, but for records and empty replica sets.
    func inventory() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for path in [
            "apis/apps/v1/deployments", "api/v1/services", "api/v1/configmaps", "apis/batch/v1/jobs",
            "apis/coordination.k8s.io/v1/leases",
        ] {
            counts[path] = try await all(path).count
        }
        counts["sets with pods"] = try await all("apis/apps/v1/replicasets")
            .filter { $0[["spec", "replicas"]] != 0 }.count
        return counts
    }
}
