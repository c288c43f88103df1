internal import Basis
internal import Ports
internal import Updates

/// A run of which only what went wrong is told.
struct QuietRun: RunFace {
    let output: Output
    let surface: Surface

    func noted(_ entry: Entry, of run: Run) {}
    func told(_ progress: Progress, by step: StepID) {}
    func warned(_ diagnostic: Diagnostic) { output.write(diagnostic.text(on: surface) + "\n") }
    func finish() {}
}
