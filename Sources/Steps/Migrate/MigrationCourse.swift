internal import Basis
internal import Ports
internal import Updates

/// What a migration step has to run and where: its rules, its direction, and the container that it is
/// done in.
struct MigrationCourse {
    /// Where the revision in force is read.
    enum RevisionSource {
        case none
        case line(CommandAction.Line, Migrations.Preset?)
        case query(String, Located<String>)
        case files(SQLMigrations)
    }

    /// What is run.
    enum Work {
        /// A command of the tool or of the manifest.
        case line(CommandAction.Line)
        /// A script for the database's own client.
        case script(String)
    }

    /// Databases that have a structure which can be asked for.
    private static let structured: Set<Database.Engine> = [.postgres, .mysql, .mariadb, .sqlite]

    let action: MigrateAction
    let rules: Migrations
    let means: Means
    let fill: Fill
    /// The release whose files and images are meant, where that is not the run's own.
    private let given: ReleaseTree?

    init(_ step: PlannedStep, _ means: Means, in situation: Situation, tree: ReleaseTree? = nil) throws {
        guard case .migrate(let action) = step.action else { throw WrongStep(step.name) }
        guard let rules = situation.plan.manifest.migrations else {
            throw MigrateFailure.noRules(step: step.name)
        }
        (self.action, self.rules, self.means) = (action, rules, means)
        (fill, given) = (Fill(step, in: situation, vault: means.vault), tree)
    }

    var span: Span { rules.span }
    private var situation: Situation { fill.situation }
    var isContraction: Bool { action.phase?.value == .contract }
    var isExpansion: Bool { action.phase?.value == .expand }

    /// The databases that are changed: those that are named, else every one that has a structure.
    var databases: [Named<Database>] {
        let names = Set(rules.databases.map(\.value))
        return situation.plan.manifest.databases.filter { database in
            MigrationCourse.structured.contains(database.value.engine)
                && (names.isEmpty || names.contains(database.name.value))
        }
    }

    /// Where its commands run.
    var site: CommandAction.Site {
        if rules.preset?.value == .sql, let database = databases.first {
            return database.value.service.map { .oneOff($0) } ?? .local
        }
        return rules.service.map { .oneOff($0) } ?? .local
    }

    /// What its containers are made after: those that brought the schema here, where that is known.
    var model: CommandRunner.Model {
        if let blueprint = action.descent?.from.blueprint { return .given(blueprint) }
        if rules.preset?.value == .sql { return .running }
        return given.map { .of($0) } ?? .release
    }

    /// Plain SQL files, where they are what is meant.
    func files() throws -> SQLMigrations? {
        guard rules.preset?.value == .sql, let database = databases.first else { return nil }
        let checkout =
            try action.descent?.from.checkout ?? given?.checkout ?? situation.releaseTree()?.checkout
            ?? situation.plan.project
        return try SQLMigrations(in: checkout, database: database, course: self)
    }

    var revisionSource: RevisionSource {
        get throws {
            if let line = rules.now { return .line(line, rules.tool) }
            guard let tool = rules.tool else { return .none }
            if let files = try files() { return .files(files) }
            if let words = tool.now { return .line(.words(words, at: span), tool) }
            if let query = tool.revisionQuery, let database = databases.first {
                return .query(query, database.name)
            }
            return .none
        }
    }
}

extension CommandAction.Line {
    /// A program of given words.
    static func words(_ words: [String], at span: Span) -> CommandAction.Line {
        .program(words.map { Template([.text($0)], at: span) })
    }
}

// MARK: What is run

extension MigrationCourse {
    /// How many migrations are to be taken back; nil where the way is up.
    func count() async throws -> Int? {
        guard let down = action.down else { return nil }
        let text = try await fill.words(down)
        guard !text.isEmpty, text != "0" else { return nil }
        guard let count = Int(text), (1...1000).contains(count) else {
            throw MigrateFailure.impossible(span, why: "`\(text)` is no number of migrations")
        }
        return count
    }

    /// Everything that the step runs, in order, each under the part of its name; empty where there is nothing
    /// for it.
    func work() async throws -> [(part: TaskKey.Part, work: Work)] {
        if let descent = action.descent {
            let back = try await descending(to: descent.revision, from: descent.from.revision)
            guard let back else { throw MigrateFailure.noWayDown(span) }
            return [(.act, back)]
        }
        if let count = try await count() { return [(.act, try await down(by: count))] }
        let contraction = rules.contract.map { (part: TaskKey.Part.contraction, work: Work.line($0)) }
        return switch action.phase?.value ?? .all {
        case .expand: [(.act, try await up())]
        case .contract: [contraction].compactMap { $0 }
        case .all: [(.act, try await up())] + [contraction].compactMap { $0 }
        }
    }

    /// Under which parts of its name it runs, whatever there is left to run.
    func parts() async throws -> [TaskKey.Part] {
        guard action.descent == nil, try await count() == nil else { return [.act] }
        let contraction = rules.contract == nil ? [] : [TaskKey.Part.contraction]
        return switch action.phase?.value ?? .all {
        case .expand: [.act]
        case .contract: contraction
        case .all: [.act] + contraction
        }
    }

    private func up() async throws -> Work {
        let wanted = try await target()
        if let files = try files() {
            return .script(try await files.up(to: wanted))
        }
        if let up = rules.up, wanted == nil { return .line(up) }
        guard let tool = rules.tool, let words = tool.up(to: wanted) else {
            throw MigrateFailure.impossible(
                span, why: wanted.map { "nothing here goes to the revision `\($0)`" } ?? "it has no `up`")
        }
        return .line(.words(words, at: span))
    }

    /// The revision that is asked for; nil for the newest.
    func target() async throws -> String? {
        guard let to = action.to else { return nil }
        let text = try await fill.words(to)
        guard Migrations.Preset.isPlain(text) else {
            throw MigrateFailure.impossible(span, why: "`\(text)` is no revision")
        }
        return text.isEmpty ? nil : text
    }

    private func down(by count: Int) async throws -> Work {
        if let files = try files() { return .script(try await files.down(by: count)) }
        if let words = rules.tool?.down(by: count) { return .line(.words(words, at: span)) }
        throw MigrateFailure.impossible(span, why: "its tool takes nothing back by number")
    }

    /// What brings the schema from a revision back to another; nil where nothing does.
    func descending(to revision: String, from present: String) async throws -> Work? {
        guard Migrations.Preset.isPlain(revision), Migrations.Preset.isPlain(present) else {
            throw MigrateFailure.impossible(span, why: "`\(revision)` is no revision")
        }
        if let line = rules.down { return .line(line) }
        if let files = try files() { return .script(try await files.down(to: revision)) }
        return rules.tool?.down(to: revision, from: present).map { .line(.words($0, at: span)) }
    }

    /// What prints the SQL that would run; nil where nothing does.
    func preview(from revision: String) -> CommandAction.Line? {
        if let line = rules.preview { return line }
        guard Migrations.Preset.isPlain(revision) else { return nil }
        return rules.tool?.preview(from: revision).map { .words($0, at: span) }
    }
}

// MARK: Running it

extension MigrationCourse {
    var runner: CommandRunner { CommandRunner(means: means, fill: fill) }

    /// The same, with `before.revision` being what it is to go back to.
    func aiming(at revision: String) -> MigrationCourse {
        MigrationCourse(
            other: self, fill: Fill(fill.step, in: situation.before(revision), vault: means.vault))
    }

    private init(other: MigrationCourse, fill: Fill) {
        (action, rules, means, given) = (other.action, other.rules, other.means, other.given)
        self.fill = fill
    }

    func trail(_ part: TaskKey.Part) -> Trail {
        Trail(means: means, key: TaskKey(fill.step, in: situation, part), site: site)
    }

    /// Runs a command that only reads; one that was cut off is made again.
    func read(_ line: CommandAction.Line, as part: TaskKey.Part, deadline: Deadline) async throws
        -> CommandResult
    {
        try await trail(part).clear(by: deadline)
        return try await run(.line(line), part, deadline)
    }

    /// Runs a piece of work to its end, under the name of its part.
    func run(_ work: Work, _ part: TaskKey.Part, _ deadline: Deadline) async throws -> CommandResult {
        let key = TaskKey(fill.step, in: situation, part)
        switch work {
        case .line(let line):
            let ready = try await ReadyLine(line, fill)
            guard case .oneOff(let service) = site else {
                return try await runner.run(
                    ready, at: .local, as: key, hasOutcome: part == .undo, deadline: deadline)
            }
            try await situation.leash.permit(
                "run `\(fill.scrub(ready.shown))` in \(service.value)", lasting: deadline.remaining)
            let told = situation.variables(for: fill.step, key, hasOutcome: part == .undo)
            let variables = told.mapValues { Secret($0) }.merging(ready.secrets) { $1 }
            return try await runner.oneOff(
                ready.words, after: model, in: service, as: key, variables, deadline)
        case .script(let script):
            guard let database = databases.first else { throw MigrateFailure.noRules(step: fill.step.name) }
            return try await SQLErrand(means: means, fill: fill).run(
                Filled(pieces: [.plain(script)]), on: database.name, as: key, hasOutcome: part == .undo,
                at: span, deadline)
        }
    }

    /// What its container is made after; nil where it has none.
    func blueprint() async throws -> Blueprint? {
        guard case .oneOff(let service) = site else { return nil }
        return try await runner.blueprint(of: service, after: model)
    }
}

extension Situation {
    /// The same situation, with another `before.revision`.
    fileprivate func before(_ revision: String) -> Situation {
        var facts = before?.facts ?? [:]
        facts["revision"] = revision
        return Situation(
            run: run, epoch: epoch, plan: plan, attempt: attempt,
            before: Evidence(facts: facts, record: before?.record ?? ""), outcome: outcome, history: history,
            runOutcome: runOutcome, requester: requester, now: now, approval: approval, deadline: deadline,
            leash: leash)
    }
}
