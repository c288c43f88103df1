internal import Basis
internal import Ports
internal import Updates

/// Nobody looks on.
struct SimulatedObserver: RunObserver {
    func noted(_ entry: Entry, of run: Run) {}
    func told(_ progress: Progress, by step: StepID) {}
    func warned(_ diagnostic: Diagnostic) {}
}
