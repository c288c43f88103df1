internal import Basis
internal import Ports
internal import Updates

/// The journal as commands read it: of the project at hand, or of all where there is none.
struct Records: Sendable {
    /// As many runs as anybody looks through for a name.
    static let searchLimit = 10_000

    let journal: any Journal
    /// The project's environment; nil where no manifest is at hand.
    let scope: Scope?

    /// The records of a project at hand.
    init(journal: any Journal, scope: Scope?) { (self.journal, self.scope) = (journal, scope) }

    /// The records that the command line means.
    init(_ invocation: Invocation) async throws {
        let journal = try await invocation.adapters.journal(
            invocation.arguments[GlobalOptions.journal], invocation.surroundings)
        self.init(journal: journal, scope: try Records.scope(for: invocation))
    }

    private static func scope(for invocation: Invocation) throws(Failure) -> Scope? {
        do throws(Failure) {
            let workplace = try Workplace(invocation)
            return Scope(app: workplace.app, environment: workplace.environment)
        } catch {
            guard error.isWithoutManifest, !invocation.namesProject else { throw error }
            return nil
        }
    }

    /// The run that is named by its first letters, or the newest one.
    func run(_ name: String?) async throws -> RunSummary {
        let runs = try await journal.runs(of: scope, limit: Records.searchLimit)
        guard let name else {
            guard let newest = runs.first else { throw noRun("there is no run yet") }
            return newest
        }
        let found = runs.filter { $0.run.text.hasPrefix(name) }
        guard let run = found.first else { throw noRun("there is no run `\(name)`") }
        guard found.count == 1 || run.run.text == name else {
            throw noRun("`\(name)` begins the names of \(found.count) runs")
        }
        return run
    }

    private func noRun(_ what: String) -> Failure {
        .wrongInput([Diagnostic(CommandCode.noRun, what, at: .thing(journal.location))])
    }
}

extension Failure {
    fileprivate var isWithoutManifest: Bool { problems.map(\.code) == [CommandCode.noManifest.rawValue] }
}

extension Invocation {
    fileprivate var namesProject: Bool {
        arguments[GlobalOptions.app] != nil || arguments[GlobalOptions.environment] != nil
    }
}
