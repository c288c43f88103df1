internal import Basis
internal import Console
internal import Glibc
internal import Ports
internal import Seals

/// `belay journal`.
enum JournalCommand {
    private static let action = Parameter<JournalAction>.choice("ACTION", "What to do with it")
    private static let file = Parameter<String?>.operand("FILE", "Where a copy goes", takes: .file)
    private static let keep = Parameter<String?>.option(
        "keep", "AGE", "How much a pruning leaves: `1y`, `90d`")

    static let command = Command(
        name: "journal",
        about: "Check the journal, copy it, or take away what was over long ago",
        details: """
            `check` reads all of it and proves its chain; damage exits with 8. `copy` writes a whole copy to \
            a new file, without the installation's key. `prune` takes away runs that were over before the \
            age, never what is open or what the way back needs, and signs for it, so that the rest stays \
            provable.
            """,
        parameters: [action.row, file.row, keep.row],
        examples: [
            .init(line: "belay journal check", about: "Prove that it is what was written"),
            .init(line: "belay journal copy /backup/journal.db", about: "Copy it while runs go on"),
            .init(line: "belay journal prune --keep 1y", about: "Take away what was over a year ago"),
        ]
    ) { invocation in
        let place = try StatePlace(invocation.arguments[GlobalOptions.journal], in: invocation.surroundings)
        let action = invocation.arguments[action]
        try judge(action, invocation.arguments)
        guard access(place.journal, F_OK) == 0 else {
            throw JournalFailure.none(at: place.journal).failure
        }
        let journal = try await invocation.adapters.journal(
            invocation.arguments[GlobalOptions.journal], invocation.surroundings)
        switch action {
        case .check: return try await check(journal, in: place, invocation)
        case .copy:
            let path = invocation.path(invocation.arguments[file] ?? "")
            try await journal.copy(to: path)
            invocation.printer.show(JournalCopyReport(path: path, key: KeyFile.path(in: place.folder)))
        case .prune:
            let person = Operator(invocation.surroundings.variables)
            let pruning = try await journal.prune(
                before: try moment(invocation.arguments), by: "\(person.user)@\(person.host)",
                signedWith: KeyFile(path: KeyFile.path(in: place.folder)).key())
            invocation.printer.show(JournalPruneReport(pruning: pruning))
        }
        return .done
    }

    private static func check(
        _ journal: any Journal & JournalUpkeep, in place: StatePlace, _ invocation: Invocation
    ) async throws -> ExitCode {
        let key = try KeyFile(path: KeyFile.path(in: place.folder)).existing()
        let found = try await journal.inspect(provedBy: key?.verifyingKey)
        invocation.printer.show(JournalReport(location: journal.location, found: found))
        let problems = found.problems.map { JournalError(.damaged($0), at: journal.location).diagnostic }
        guard problems.isEmpty else { throw Failure(problems: problems, exit: .unhealthy) }
        return .done
    }

    /// Throws unless the action has what it needs, and nothing that is another's.
    private static func judge(_ action: JournalAction, _ arguments: Arguments) throws(Failure) {
        switch action {
        case .copy where arguments[file] == nil: throw JournalFailure.copyWithoutFile.failure
        case .prune where arguments[keep] == nil: throw JournalFailure.pruneWithoutAge.failure
        case .check where arguments[file] != nil, .prune where arguments[file] != nil:
            throw JournalFailure.fileWithoutCopy.failure
        case .check where arguments[keep] != nil, .copy where arguments[keep] != nil:
            throw JournalFailure.ageWithoutPrune.failure
        default: return
        }
    }

    /// The moment of the age, in milliseconds since 1970.
    private static func moment(_ arguments: Arguments) throws(Failure) -> Int64 {
        let text = arguments[keep] ?? ""
        guard let age = Duration(text: text) else { throw JournalFailure.noAge(text).failure }
        return SystemTime().now - age.components.seconds * 1000
    }
}

extension Invocation {
    /// A path of the command line from the root.
    fileprivate func path(_ text: String) -> String {
        text.hasPrefix("/") ? text : "\(surroundings.folder)/\(text)"
    }
}
