internal import Basis

/// A playbook with its calls resolved and its inputs filled in, before anything is known of the world.
package struct Outline: Hashable, Sendable {
    /// The playbook's name.
    package let playbook: String
    /// What it was given, defaults included.
    package let inputs: [String: Value]
    /// What is done, in order.
    package let stages: [Stage]
    /// What is done last.
    package let always: [PlannedStep]

    /// The release that its `pull` asks for: a tag, a branch or `latest`; nil if it pulls nothing.
    package var wantedRelease: String? {
        for step in stages.flatMap(\.steps) {
            guard case .pull(let version) = step.action else { continue }
            return version.literal
        }
        return nil
    }
}
