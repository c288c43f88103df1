internal import Basis
internal import Console

/// `belay doctor`.
enum DoctorCommand {
    static let command = Command(
        name: "doctor",
        about: "Look at everything that Belay itself needs, and say what to do where something is wrong",
        details: "It changes nothing. Anything wrong exits with 8; warnings and notes alone with 0.",
        parameters: [],
        examples: [.init(line: "belay doctor --json", about: "The same, for a program to read")]
    ) { invocation in
        let examinations = [
            try await JournalExamination.journal(for: invocation),
            try JournalExamination.key(for: invocation),
        ]
        invocation.printer.show(DoctorReport(examinations: examinations))
        let problems = examinations.flatMap(\.problems)
        let errors = problems.filter { $0.severity == .error }
        for problem in problems where problem.severity != .error { invocation.printer.notice(problem) }
        guard errors.isEmpty else { throw Failure(problems: errors, exit: .unhealthy) }
        return .done
    }
}
