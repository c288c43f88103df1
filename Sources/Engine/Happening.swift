internal import Basis
internal import Ports
internal import Updates

/// What the task that owns a run waits for.
enum Happening: Sendable {
    /// Work ended.
    case ended(Intent, RunEvent)
    /// Work found that nothing may be touched any more.
    case fenced(Intent, why: String)
    /// The watch over a step that was through ended: with a verdict, or with none.
    case turned(StepID, Diagnostic?)
    /// The inbox was looked into.
    case inbox(Result<[PostedRequest], any Error>)
    /// The claims were renewed, or not.
    case renewed(Result<Void, any Error>)
    /// Somebody pressed Ctrl-C.
    case interrupted
    /// A helping task was told to end.
    case quiet
}
