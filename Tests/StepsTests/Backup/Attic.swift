import Basis
import Glibc
import Ports
import Seals
import Steps
import Subprocesses
import Testing
import Updates

/// A project whose data is backed up: its folder, its manifest, and a clock that the test moves.
final class Attic: Sendable {
    let stage = Stage()
    let clock = AtticClock()
    let identity = Identity.generate()
    private let manifest: Guarded<Manifest>
    private let path = Guarded("/usr/bin:/bin")

    init(databases: [(String, Database)] = [], files: [(String, FileSet)] = [], isSealed: Bool = true) {
        var manifest = Manifest(app: Attic.located("shop"))
        manifest.databases = databases.map { Named(name: Attic.located($0.0), value: $0.1) }
        manifest.files = files.map { Named(name: Attic.located($0.0), value: $0.1) }
        var rules = BackupRules(to: Attic.located("backups"))
        if isSealed {
            let key = Attic.template("", secret: "backup-key")
            rules.encrypt = BackupRules.Encryption(
                recipients: [Attic.located("\(identity.recipient)")], identity: key)
        }
        manifest.backups = rules
        self.manifest = Guarded(manifest)
    }

    static func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: Stage.span) }

    static func template(_ text: String, secret: String? = nil) -> Template {
        guard let secret else { return Template([.text(text)], at: Stage.span) }
        return Template([.name(located(NamePath(["secrets", secret])), fallback: nil)], at: Stage.span)
    }

    static func database(
        _ engine: Database.Engine, port: UInt16? = nil, base: String? = "shop", user: String? = "belay",
        password: String? = "database-password", path: String? = nil
    ) -> Database {
        var database = Database(engine, at: Stage.span)
        if let port {
            database.host = template("127.0.0.1")
            database.port = located(Int(port))
        }
        database.database = base.map { template($0) }
        database.user = user.map { template($0) }
        database.password = password.map { template("", secret: $0) }
        database.path = path.map { template($0) }
        return database
    }

    func change(_ change: (inout Manifest) -> Void) { manifest.withLock { change(&$0) } }

    /// Where programs are looked for.
    func look(in folders: String) { path.withLock { $0 = folders } }

    var folder: String { stage.folder }

    func tools() throws -> DataMeans {
        let means = try stage.means()
        return DataMeans(
            Means(
                launcher: means.launcher,
                variables: means.variables.merging(["PATH": path.withLock { $0 }]) { $1 }, web: means.web,
                vault: AtticVault(identity: identity), platform: means.platform, oneOffs: means.oneOffs,
                replicas: nil), access: nil, time: clock, belay: "belay test")
    }

    func setting() throws -> BackupSetting {
        BackupSetting(
            manifest: manifest.withLock { $0 }, environment: "production", project: folder,
            tools: try tools())
    }

    /// Makes a backup of everything.
    @discardableResult
    func backUp(_ maker: String = "k3f9x2ab.1.1") async throws -> BackupManifest {
        clock.advance(by: 60_000)
        let id = try #require(BackupID(began: clock.now, by: maker))
        return try await BackupMaker(try setting()).make(BackupOrder(id, .regular), by: .after(.seconds(120)))
    }

    /// Restores a backup.
    func restore(_ backup: BackupManifest, _ change: (inout RestoreOrder) -> Void = { _ in }) async throws {
        var order = RestoreOrder(backup, by: "k3f9x2ab.2.\(clock.next)")
        change(&order)
        try await Restorer(try setting(), by: .after(.seconds(120))).restore(order)
    }

    func prove(_ backup: BackupManifest, _ method: Verification) async throws -> BackupProof {
        try await Prover(try setting()).prove(
            backup, by: method, as: "k3f9x2ab.3.\(clock.next)", deadline: .after(.seconds(120)))
    }

    /// Runs a script in the project's folder.
    @discardableResult
    func run(_ script: String, _ words: [String] = []) async throws -> String {
        let outcome = try await stage.means().launcher.run(
            Invocation(
                .shell(script: script), words, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
                directory: folder), by: .after(.seconds(120)))
        try #require(outcome.exit.isSuccess, "\(script): \(outcome.errors.text)")
        return outcome.output.text
    }
}

/// A clock that goes when it is told to.
final class AtticClock: Timekeeper {
    private let state = Guarded<(now: Int64, count: Int)>((1_795_654_800_000, 0))

    var now: Int64 { state.withLock { $0.now } }
    var uptime: Duration { .milliseconds(now) }
    /// A number that is used once.
    var next: Int {
        state.withLock { state in
            state.count += 1
            return state.count
        }
    }

    func advance(by milliseconds: Int64) { state.withLock { $0.now += milliseconds } }
    func deadline(after duration: Duration) -> Deadline { .after(duration) }
    func sleep(for duration: Duration) async throws { advance(by: duration.components.seconds * 1000) }
}

/// The stage's secrets, and the key that opens backups.
struct AtticVault: Vault {
    let identity: Identity
    private let others = StageVault()

    init(identity: Identity) { self.identity = identity }

    func secret(_ name: String) async throws -> Secret {
        name == "backup-key" ? identity.reveal() : try await others.secret(name)
    }
    func seal(_ secret: Secret) async throws -> String { try await others.seal(secret) }
    func open(_ sealed: String) async throws -> Secret { try await others.open(sealed) }
    func fingerprint(_ secret: Secret) async throws -> String { try await others.fingerprint(secret) }
}
