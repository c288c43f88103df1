internal import Basis
internal import Glibc
internal import Ports
internal import Seals
internal import Updates

/// What `belay doctor` looks at of the journal: whether it opens, whether it is what was written, what is
/// open in it, and whether its key is there.
enum JournalExamination {
    /// More open runs than this are told by `belay status`.
    private static let runsShown = 20

    static func journal(for invocation: Invocation) async throws -> Examination {
        let named = invocation.arguments[GlobalOptions.journal]
        let place = try StatePlace(named, in: invocation.surroundings)
        let subject = "journal"
        guard access(place.journal, F_OK) == 0 else {
            return Examination(
                subject: subject, finding: "there is none yet at \(place.journal); the first run makes it")
        }
        do {
            let journal = try await invocation.adapters.journal(named, invocation.surroundings)
            let key = try? KeyFile(path: KeyFile.path(in: place.folder)).existing()
            let found = try await journal.inspect(provedBy: key?.verifyingKey)
            let damage = found.problems.map {
                JournalError(.damaged($0), at: journal.location).diagnostic
            }
            let open = try await journal.runs(of: nil, limit: 1000).filter(\.standing.isOpen)
            let runs = open.prefix(runsShown).map { "\($0.run) (\($0.standing.rawValue), \($0.scope))" }
            let standing = runs.isEmpty ? "no run is open" : "open: \(runs.joined(separator: ", "))"
            return Examination(
                subject: subject,
                finding: "\(journal.location), \(found.entries) entries, \(found.runs) runs; \(standing)",
                problems: damage)
        } catch let error as any Diagnosable {
            return Examination(
                subject: subject, finding: "\(place.journal) cannot be used", problems: [error.diagnostic])
        }
    }

    static func key(for invocation: Invocation) throws -> Examination {
        let place = try StatePlace(
            invocation.arguments[GlobalOptions.journal], in: invocation.surroundings)
        let path = KeyFile.path(in: place.folder)
        do {
            let isThere = try KeyFile(path: path).existing() != nil
            let finding = isThere ? path : "there is none yet; it is made when the first secret is sealed"
            return Examination(subject: "key of this installation", finding: finding)
        } catch let error as any Diagnosable {
            return Examination(
                subject: "key of this installation", finding: "\(path) cannot be used",
                problems: [error.diagnostic])
        }
    }
}
