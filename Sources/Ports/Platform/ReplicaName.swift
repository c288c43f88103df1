package import Updates

/// The name of a container that Belay makes: a late and a repeated create collide on it.
package struct ReplicaName: Hashable, Sendable {
    /// Which service.
    package let service: String
    /// Which of several, from 1.
    package let slot: Int
    /// Which run makes it.
    package let run: RunID
    /// Under which claim.
    package let epoch: Epoch
    /// For which step.
    package let step: StepID
    /// In which attempt at it.
    package let attempt: Int

    /// A name of its parts.
    package init(service: String, slot: Int, run: RunID, epoch: Epoch, step: StepID, attempt: Int) {
        (self.service, self.slot, self.run, self.epoch) = (service, slot, run, epoch)
        (self.step, self.attempt) = (step, attempt)
    }

    /// The name in a project: `shop-web-2-k3f9x2ab.3.1`, epoch and attempt last.
    package func text(in project: String) -> String {
        "\(project)-\(service)-\(slot)-\(run).\(epoch).\(attempt)"
    }
}
