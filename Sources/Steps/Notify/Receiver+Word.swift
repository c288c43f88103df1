internal import Updates

extension Receiver.Channel {
    /// The word under which the manifest and `to:` know it.
    var word: String {
        switch self {
        case .slack: "slack"
        case .email: "email"
        case .webhook: "webhook"
        case .pagerduty: "pagerduty"
        case .command: "command"
        }
    }
}
