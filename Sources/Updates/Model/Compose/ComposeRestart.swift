/// What happens when a container's process ends: the key `restart`.
package enum ComposeRestart: Hashable, Sendable {
    /// Nothing.
    case no
    /// It is started again, also when the engine comes back.
    case always
    /// The same, unless somebody stopped it.
    case unlessStopped
    /// It is started again after a failure, at most so many times.
    case onFailure(attempts: Int?)

    /// Reads what stands behind `restart`.
    package init?(_ text: String) {
        switch text {
        case "no", "none", "": self = .no
        case "always", "any": self = .always
        case "unless-stopped": self = .unlessStopped
        case "on-failure": self = .onFailure(attempts: nil)
        case _ where text.hasPrefix("on-failure:"):
            guard let attempts = Int(text.dropFirst(11)), attempts >= 0 else { return nil }
            self = .onFailure(attempts: attempts)
        default: return nil
        }
    }
}
