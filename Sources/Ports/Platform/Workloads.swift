/// The workloads of a target that replaces containers by itself: it is told what is wanted, and watched.
///
/// Every call looks first, and does what is still missing: killed anywhere and called again, it continues.
package protocol Workloads: Sendable {
    /// Leads services to where they are wanted, all of them at once, and waits until each is there.
    ///
    /// Throws `WorkloadFailure` as soon as one cannot get there.
    func lead(_ moves: [WorkloadMove], in situation: Situation) async throws

    /// Removes what moves left beside the services, once it is decided which side stays: the old side of
    /// blue-green, a canary, settings that nothing refers to, and services that are none any more.
    func tidyUp(_ services: [String], keeping: Bool, in situation: Situation) async throws
}
