import Basis
import Ports
import Updates

@testable import Steps

/// A stage with a database that migrations change: what it has of structure, its revision, its rows.
final class MigrationStage: Sendable {
    struct Base: Sendable {
        var revision = "r1"
        var tables = ["public.users": "a"]
        var rows = 100
        var busy = 0
        /// What `up` makes of it, and how it ends.
        var up: @Sendable (inout Base) -> Int = { base in
            (base.revision, base.tables["public.orders"]) = ("r2", "b")
            return 0
        }
        /// What `down` makes of it.
        var down: @Sendable (inout Base) -> Int = { base in
            (base.revision, base.tables["public.orders"]) = ("r1", nil)
            return 0
        }
        var preview = ""
        var ran: [String] = []
    }

    let stage = Stage()
    let base = Guarded(Base())
    let anchor = StageAnchor()
    let images = StageKeeping()

    init() {
        let base = base
        stage.platform.play {
            $0.execute = { _, _, _ in
                let now = base.withLock { base in
                    defer { base.busy = max(0, base.busy - 1) }
                    return base
                }
                let lines =
                    now.tables.map { "table \($0)|kind|\($1)" } + ["rows||\(now.rows)", "busy||\(now.busy)"]
                return CommandResult(exitCode: 0, output: lines.joined(separator: "\n"), errors: "")
            }
        }
        stage.oneOffs.play {
            $0.answer = { work in
                base.withLock { base -> CommandResult? in
                    let words = work.command.joined(separator: " ")
                    switch work.command.last {
                    case "now":
                        return CommandResult(exitCode: 0, output: base.revision + "\n", errors: "")
                    case "preview": return CommandResult(exitCode: 0, output: base.preview, errors: "")
                    default:
                        base.ran.append("\(words) in \(work.blueprint.image)")
                        let change = work.command.last == "up" ? base.up : base.down
                        return CommandResult(exitCode: change(&base), output: "ran", errors: "said")
                    }
                }
            }
        }
    }

    var ran: [String] { base.withLock { $0.ran } }

    /// A manifest with a database and migrations, and a plan of these steps.
    func plan(
        _ steps: [PlannedStep], rules change: @Sendable (inout Migrations) -> Void = { _ in }
    ) -> Plan {
        stage.plan(steps) { manifest in
            var database = Database(.postgres, at: Stage.span)
            database.service = located("db")
            manifest.databases = [Named(name: located("main"), value: database)]
            var rules = Migrations(in: located("web"), at: Stage.span)
            rules.now = .program([text("now")])
            rules.up = .program([text("up")])
            rules.down = .program([text("down"), Template([name("before", "revision")], at: Stage.span)])
            change(&rules)
            manifest.migrations = rules
        }
    }

    func step(_ change: (inout MigrateAction) -> Void = { _ in }) -> PlannedStep {
        var action = MigrateAction()
        change(&action)
        return stage.step(.migrate(action), name: "migrate")
    }

    func roll(_ strategy: RollAction.Strategy? = nil, id: String = "5", name: String = "roll") -> PlannedStep
    {
        var roll = RollAction()
        roll.strategy = strategy.map { located($0) }
        return stage.step(.roll(roll), id: id, name: name)
    }

    func performer(anchored: Bool = true) throws -> MigrateStep {
        MigrateStep(try stage.means(), images: images, anchor: anchored ? anchor : nil)
    }
}

/// A backup that is there, and a restore that sets the database back.
final class StageAnchor: DataAnchor {
    struct State: Sendable {
        var backup: DataBackup? = DataBackup(name: "backup-1", time: 1_764_105_659_000 - 9 * 60_000)
        var restored: [[String]] = []
        var restore: @Sendable () -> Void = {}
    }

    private let state = Guarded(State())

    func play(_ change: @Sendable (inout State) -> Void) { state.withLock { change(&$0) } }

    var now: State { state.withLock { $0 } }

    func backup(of databases: [String], before step: PlannedStep, in situation: Situation) async throws
        -> DataBackup?
    {
        now.backup
    }

    func restore(_ databases: [String], from backup: DataBackup, in situation: Situation) async throws {
        state.withLock { $0.restored.append(databases) }
        now.restore()
    }
}

/// Images of which only the names that keep them are of interest.
final class StageKeeping: Images {
    private let kept = Guarded<[String: String]>([:])

    var tags: [String: String] { kept.withLock { $0 } }

    func origins(in tree: ReleaseTree) async throws -> [ImageOrigin] { [] }
    func id(of reference: String) async throws -> String? { nil }
    func build(_ service: String, in tree: ReleaseTree, tag: String, in situation: Situation) async throws
        -> String
    { "" }
    func pull(_ reference: String, in situation: Situation) async throws -> String { "" }
    func push(_ reference: String, in situation: Situation) async throws -> String { "" }
    func keep(_ id: String, as tag: String) async throws { kept.withLock { $0[tag] = id } }
    func letGo(of tag: String) async throws { kept.withLock { $0[tag] = nil } }
    func freeSpace() async throws -> ByteCount? { nil }
}
