/// The target as a plan found it. A saved plan is refused once this has changed.
package struct World: Hashable, Sendable, Codable {
    /// Which target.
    package let identity: TargetIdentity
    /// What runs, by service.
    package var services: [ServiceState]
    /// The release that the target itself remembers as committed.
    package var release: ReleaseMark?
    /// The run that the target itself remembers as open.
    package var openRun: RunMark?

    /// A world of its parts.
    package init(
        identity: TargetIdentity, services: [ServiceState], release: ReleaseMark?, openRun: RunMark?
    ) {
        (self.identity, self.services) = (identity, services)
        (self.release, self.openRun) = (release, openRun)
    }
}
