package import Updates

/// The first entry of a run: what is to be done, by whom, and which machine understands it.
package struct RunOpening: Hashable, Sendable, Codable {
    /// Which run.
    package let run: RunID
    /// On what.
    package let scope: Scope
    /// What is to be done.
    package let plan: Plan
    /// The version of the machine that made it: only the same one finishes it.
    package let machine: Int
    /// The version of the binary, for whoever must fetch it again.
    package let binary: String
    /// Who started it.
    package let requester: Requester
    /// When, in milliseconds since 1970.
    package let time: Int64

    /// An opening of its parts.
    package init(
        run: RunID, scope: Scope, plan: Plan, machine: Int, binary: String, requester: Requester, time: Int64
    ) {
        (self.run, self.scope, self.plan) = (run, scope, plan)
        (self.machine, self.binary, self.requester, self.time) = (machine, binary, requester, time)
    }
}
