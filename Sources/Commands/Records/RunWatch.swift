internal import Basis
internal import Console
internal import Ports
internal import Updates

/// Follows a run from its journal alone, as another process writes it.
struct RunWatch: Sendable {
    /// The journal is a file on this machine; asking it twice a second costs nothing.
    private static let pause = Duration.milliseconds(500)

    let run: RunID
    let journal: any Journal
    let printer: any Printer

    /// Tells every entry as it comes, until the run rests.
    func follow() async throws {
        let opening = try await journal.opening(of: run)
        var teller = RunTeller(opening.plan)
        var seen = 0
        while true {
            let entries = try await journal.entries(of: run, after: seen)
            for entry in entries {
                if let line = teller.line(for: entry) { printer.progress(line) }
                seen = entry.sequence
            }
            let summary = try await journal.runs(of: opening.scope, limit: 100).first { $0.run == run }
            guard let standing = summary?.standing, !standing.isAtRest else { return }
            try await Task.sleep(for: RunWatch.pause)
        }
    }
}

extension Standing {
    /// Whether nothing happens until somebody does something.
    fileprivate var isAtRest: Bool {
        switch self {
        case .advancing, .retreating, .committed: false
        case .paused, .stranded, .stopped, .succeeded, .rolledBack, .failed, .abandoned: true
        }
    }
}
