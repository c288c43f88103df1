extension RunEvent {
    /// The step that it is about; nil where it is about the run.
    package var step: StepID? {
        switch self {
        case .intended(let intent): intent.step
        case .decided(let step, _), .prepared(let step, _), .tidied(let step, _): step
        case .performed(let step, _, _), .observed(let step, _, _), .judged(let step, _, _),
            .reversed(let step, _, _), .turned(let step, _):
            step
        case .claimed, .recorded, .asked, .committed, .ended: nil
        }
    }
}
