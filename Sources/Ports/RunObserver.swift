package import Basis
package import Updates

/// Who looks on while a run goes: faces. Told at once, by the task that owns the run, so it never waits.
package protocol RunObserver: Sendable {
    /// An entry was written, and this is the run after it.
    func noted(_ entry: Entry, of run: Run)

    /// A step at work says something.
    func told(_ progress: Progress, by step: StepID)

    /// Something beside the steps went wrong that does not stop the run.
    func warned(_ diagnostic: Diagnostic)
}
