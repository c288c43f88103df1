import Basis
import ContractChecks
import Glibc
import Ports
import SQLite
import Subprocesses
import Testing
import Updates

/// A journal with a run in it, and the tools to do it harm.
final class Bench: Sendable {
    let scratch: Scratch
    var path: String { "\(scratch.path)/journal.db" }

    init() throws { scratch = try Scratch() }

    func open() async throws -> SQLiteJournal {
        try await SQLiteJournal.open(path, reserving: .kibibytes(64))
    }

    /// A claim of this very process.
    func claim(_ journal: SQLiteJournal, _ scope: Scope = JournalSample.scope) async throws -> Claim {
        try await journal.claim(scope, by: Bench.holder, after: nil, timeToLive: .seconds(60))
    }

    static var holder: Holder {
        let me = ProcessIdentity.current
        return Holder(host: "test", boot: me.boot, pid: me.number, started: me.started, nonce: "test")
    }

    /// A run of so many events, ended as said.
    func store(
        run number: Int, events: Int, ending: Standing? = nil, to journal: SQLiteJournal, under claim: Claim
    ) async throws {
        let run = JournalSample.run(number)
        try await journal.begin(JournalSample.opening(number, in: claim.scope), under: claim)
        for event in 1...events {
            try await journal.append(JournalSample.event(event), leaving: .advancing, to: run, under: claim)
        }
        if let ending {
            try await journal.append(.ended(ending), leaving: ending, to: run, under: claim)
        }
    }

    /// Runs a script in which `journal` is Python's door to the file, past every guard of ours.
    func python(_ script: String) async throws -> String {
        let text = """
            import sqlite3, sys
            journal = sqlite3.connect(sys.argv[1])
            journal.executescript("DROP TRIGGER IF EXISTS entries_stay_as_they_are;"
                "DROP TRIGGER IF EXISTS entries_go_behind_a_checkpoint;")
            \(script)
            journal.commit()
            """
        return try await run("python3", ["-c", text, path])
    }

    /// Runs a program that must do well.
    func run(_ program: String, _ words: [String]) async throws -> String {
        let invocation = Invocation(
            .named(program, in: Program.systemFolders), words, environment: ["PATH": "/usr/bin:/bin"])
        let outcome = try await Launcher().run(invocation, by: .after(.seconds(60)))
        return try outcome.succeeded().output.text
    }
}

/// The problem that a journal has with what it was asked to do; records an issue if it has none.
func problem(
    at sourceLocation: SourceLocation = #_sourceLocation, _ act: () async throws -> Void
) async -> JournalError.Problem? {
    let error = await #expect(throws: JournalError.self, sourceLocation: sourceLocation) { try await act() }
    return error?.problem
}
