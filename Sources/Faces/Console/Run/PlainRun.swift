internal import Basis
internal import Ports
internal import Updates

/// A run in plain lines, for logs and pipes.
final class PlainRun: RunFace {
    private let output: Output
    private let surface: Surface
    private let teller: Guarded<RunTeller>
    /// What each step said last, and when.
    private let said = Guarded<[StepID: (line: String, at: ContinuousClock.Instant)]>([:])
    /// A step at work may say a hundred things a second; a log wants to be read.
    private static let pause = Duration.seconds(1)

    init(of plan: Plan, to output: Output, on surface: Surface) {
        (self.output, self.surface) = (output, surface)
        teller = Guarded(RunTeller(plan))
    }

    func noted(_ entry: Entry, of run: Run) {
        if let line = teller.withLock({ $0.line(for: entry) }) { output.write(line.harmlessLine + "\n") }
    }

    func told(_ progress: Progress, by step: StepID) {
        let line = teller.withLock { $0.line(for: progress, of: step) }
        let isNews = said.withLock { said in
            let now = ContinuousClock.now
            if let last = said[step], last.line == line || last.at.duration(to: now) < PlainRun.pause {
                return false
            }
            said[step] = (line, now)
            return true
        }
        if isNews { output.write(line.harmlessLine + "\n") }
    }

    func warned(_ diagnostic: Diagnostic) { output.write(diagnostic.text(on: surface) + "\n") }

    func finish() {}
}
