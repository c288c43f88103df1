import Basis
import Glibc
import Ports
import Steps
import Subprocesses
import Updates

/// A project in a folder of its own, with a target that does what the test says.
final class Stage: Sendable {
    let folder: String
    let platform = StagePlatform()
    let oneOffs = StageOneOffs()
    let leash = StageLeash()
    let vault = StageVault()

    init() {
        var template = Array("/tmp/belay-steps-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no temporary folder can be made")
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { Stage.remove(folder) }

    static let run = RunID("k3f9x2ab") ?? { preconditionFailure("a run's name") }()
    static let span = Span(
        file: "playbook.yml", start: Position(line: 3, column: 5), end: Position(line: 3, column: 9))

    func means(replicas: (any Replicas)? = nil, web: Web = Web()) throws -> Means {
        Means(
            launcher: try Launcher(), variables: ["PATH": "/usr/bin:/bin", "HOME": folder], web: web,
            vault: vault, platform: platform, oneOffs: oneOffs, replicas: replicas)
    }

    func step(_ action: Action, id: String = "3", name: String = "act") -> PlannedStep {
        PlannedStep(id: StepID(id), name: name, action: action, nature: .harmless)
    }

    func plan(
        _ steps: [PlannedStep] = [], url: String? = nil,
        manifest change: (inout Manifest) -> Void = { _ in }
    ) -> Plan {
        var manifest = Manifest(app: Located("shop", at: Stage.span))
        change(&manifest)
        var environment = Environment(at: Stage.span)
        environment.url = url.map { Located($0, at: Stage.span) }
        return Plan(
            purpose: .update(
                to: PinnedRelease(
                    version: "v1.0.1", commit: String(repeating: "a", count: 40), tagObject: nil)),
            playbook: "update", environmentName: "staging", manifest: manifest, environment: environment,
            project: folder,
            world: World(
                identity: TargetIdentity(kind: "docker", id: "E1", name: "here"), services: [], release: nil,
                openRun: nil), stages: steps.map { Updates.Stage($0) }, always: [])
    }

    func situation(
        _ plan: Plan? = nil, attempt: Int = 1, before: Evidence? = nil, outcome: Updates.Outcome? = nil,
        history: [String: StepHistory] = [:], runOutcome: String = "succeeded", approval: Requester? = nil,
        within: Duration = .seconds(20)
    ) -> Situation {
        Situation(
            run: Stage.run, epoch: Epoch(4), plan: plan ?? self.plan(), attempt: attempt, before: before,
            outcome: outcome, history: history, runOutcome: runOutcome,
            requester: Requester(user: "ada", host: "deck"), now: 1_764_105_659_000, approval: approval,
            deadline: .after(within), leash: leash)
    }

    func write(_ name: String, _ text: String) throws {
        let bytes = Array(text.utf8)
        let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        defer { close(file) }
        precondition(Glibc.write(file, bytes, bytes.count) == bytes.count, "the file was cut short")
    }

    func read(_ name: String) -> String? {
        guard let file = fopen("\(folder)/\(name)", "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Removes a folder with all that is in it.
    private static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                let child = "\(path)/\(name)"
                if name != ".", name != "..", unlink(child) != 0 { remove(child) }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}

/// A text without names in it.
func text(_ words: String) -> Template { Template([.text(words)], at: Stage.span) }

/// A name to be filled in.
func name(_ parts: String..., else fallback: Expression? = nil) -> Template.Part {
    .name(Located(NamePath(parts), at: Stage.span), fallback: fallback)
}

func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: Stage.span) }
