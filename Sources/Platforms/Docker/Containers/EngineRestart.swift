internal import Basis
package import Updates

/// What an engine does when a container's process ends.
package enum EngineRestart: Hashable, Sendable {
    /// Nothing.
    case no
    /// It is started again, also when the engine comes back.
    case always
    /// The same, unless somebody stopped it.
    case unlessStopped
    /// It is started again after a failure, at most so many times; 0 is without end.
    case onFailure(attempts: Int)

    /// What a service declares: `deploy.restart_policy`, else `restart`, else nothing.
    package init(of service: ComposeService) {
        if let rules = service.deploy.restart, let condition = rules.condition?.value {
            switch condition {
            case .none: self = .no
            case .any: self = .always
            case .unlessStopped: self = .unlessStopped
            case .onFailure: self = .onFailure(attempts: rules.maximumAttempts?.value ?? 0)
            }
            return
        }
        if let rules = service.deploy.restart {
            // Whoever gives a number of attempts and no condition means failures.
            self = rules.maximumAttempts.map { .onFailure(attempts: $0.value) } ?? .always
            return
        }
        switch service.restart?.value {
        case nil, .no: self = .no
        case .always: self = .always
        case .unlessStopped: self = .unlessStopped
        case .onFailure(let attempts): self = .onFailure(attempts: attempts ?? 0)
        }
    }

    private var words: (name: String, attempts: Int) {
        switch self {
        case .no: ("no", 0)
        case .always: ("always", 0)
        case .unlessStopped: ("unless-stopped", 0)
        case .onFailure(let attempts): ("on-failure", attempts)
        }
    }

    /// The policy in a word, as Compose writes it.
    var text: String {
        let (name, attempts) = words
        return attempts == 0 ? name : "\(name):\(attempts)"
    }

    /// Reads what `text` wrote.
    init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first else { return nil }
        self.init(name: String(name), attempts: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    /// Reads what `value` wrote.
    init?(_ value: EngineValue) {
        guard let name = value["Name"]?.text else { return nil }
        self.init(name: name, attempts: Int(clamping: value["MaximumRetryCount"]?.integer ?? 0))
    }

    /// A name that no engine has means that nothing happens.
    private init(name: String, attempts: Int) {
        switch name {
        case "always": self = .always
        case "unless-stopped": self = .unlessStopped
        case "on-failure": self = .onFailure(attempts: attempts)
        default: self = .no
        }
    }

    /// The policy as engines take it.
    var value: EngineValue {
        ["Name": .text(words.name), "MaximumRetryCount": .integer(Int64(words.attempts))]
    }
}

extension EngineRestart: Codable {
    private enum Key: String, CodingKey {
        case name = "Name"
        case attempts = "MaximumRetryCount"
    }

    /// Reads `HostConfig.EngineRestart`; a name that no engine has is none.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try fields.decodeIfPresent(String.self, forKey: .name) ?? "",
            attempts: try fields.decodeIfPresent(Int.self, forKey: .attempts) ?? 0)
    }

    /// Writes it as engines do.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(words.name, forKey: .name)
        try fields.encode(words.attempts, forKey: .attempts)
    }
}
