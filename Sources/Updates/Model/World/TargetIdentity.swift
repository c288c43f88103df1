/// Which engine or cluster a plan was made for: another one under the same address is another target.
package struct TargetIdentity: Hashable, Sendable, Codable {
    /// What it is: `docker` or `kubernetes`.
    package let kind: String
    /// What never changes as long as it is the same: the engine's id, the uid of `kube-system`.
    package let id: String
    /// How people know it: its address, or its context with the namespace.
    package let name: String

    /// An identity of its parts.
    package init(kind: String, id: String, name: String) {
        (self.kind, self.id, self.name) = (kind, id, name)
    }

    /// Whether both are the same target, by whatever name.
    package func isSame(as other: TargetIdentity) -> Bool { kind == other.kind && id == other.id }
}
