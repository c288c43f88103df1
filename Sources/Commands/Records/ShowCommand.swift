internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay show` and `belay logs`.
enum ShowCommand {
    private static let run = Parameter<String?>.operand("RUN", "Which run (default: the newest)")

    static let show = Command(
        name: "show",
        about: "Tell the story of a run, with its evidence",
        details: "What was planned, what each step found and left, what failed and why, and how it ended.",
        parameters: [run.row],
        examples: [.init(line: "belay show k3f9x2ab", about: "That run; its first letters are enough")]
    ) { invocation in
        let records = try await Records(invocation)
        let summary = try await records.run(invocation.arguments[run])
        let opening = try await records.journal.opening(of: summary.run)
        let entries = try await records.journal.entries(of: summary.run, after: 0)
        let run = try Run.replaying(opening.plan, entries.map(\.event))
        invocation.printer.show(StoryReport(summary: summary, opening: opening, run: run, entries: entries))
        return .done
    }

    static let logs = Command(
        name: "logs",
        about: "Print every entry of a run's journal, one a line",
        details: "With --json each is the entry as it is stored.",
        parameters: [run.row],
        examples: [.init(line: "belay logs k3f9x2ab --json", about: "For a program to read")]
    ) { invocation in
        let records = try await Records(invocation)
        let summary = try await records.run(invocation.arguments[run])
        let opening = try await records.journal.opening(of: summary.run)
        var teller = RunTeller(opening.plan)
        for entry in try await records.journal.entries(of: summary.run, after: 0) {
            let line = teller.line(for: entry) ?? entry.event.word
            invocation.printer.show(EntryReport(entry: entry, line: line))
        }
        return .done
    }
}
