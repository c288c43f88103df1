/// What a step found or made, journaled before anything else happens.
package struct Evidence: Hashable, Sendable, Codable {
    /// What people and expressions see, as `before.NAME` or `steps.STEP.before.NAME`.
    package var facts: [String: String]
    /// What only the performer reads, in a form of its own; secrets in it are sealed. Empty if there is none.
    package var record: String

    /// Evidence of its parts.
    package init(facts: [String: String] = [:], record: String = "") {
        (self.facts, self.record) = (facts, record)
    }
}
