/// What is done at once: usually one step, after `together` several lanes side by side.
package struct Stage: Hashable, Sendable, Codable {
    /// Lanes that go on side by side; the steps of one are done in order. Never empty, no lane is.
    package let lanes: [[PlannedStep]]

    /// Lanes side by side.
    package init(lanes: [[PlannedStep]]) { self.lanes = lanes }

    /// One step by itself.
    package init(_ step: PlannedStep) { lanes = [[step]] }

    /// All steps, lane by lane.
    package var steps: [PlannedStep] { lanes.flatMap { $0 } }
}
