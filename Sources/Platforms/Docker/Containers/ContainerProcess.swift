/// What became of a container's process.
package struct ContainerProcess: Hashable, Sendable {
    /// What the container is doing.
    package let state: ContainerState
    /// The code it ended with; 0 while it runs.
    package let exitCode: Int
    /// Whether the kernel ended it for want of memory.
    package let ranOutOfMemory: Bool
    /// Why it could not be started, in the engine's words; empty if it could.
    package let error: String
    /// When it started and ended, as the engine writes it; `0001-01-01T00:00:00Z` if it did not.
    package let startedAt: String
    /// When it ended.
    package let finishedAt: String
    /// What its health check says.
    package let health: ContainerHealth
    /// What the last run of its health check printed.
    package let healthOutput: String?

    /// Whether it was started at least once.
    package var wasStarted: Bool { !startedAt.hasPrefix("0001-") && !startedAt.isEmpty }
}

extension ContainerProcess: Decodable {
    private enum Key: String, CodingKey {
        case state = "Status"
        case exitCode = "ExitCode"
        case ranOutOfMemory = "OOMKilled"
        case error = "Error"
        case startedAt = "StartedAt"
        case finishedAt = "FinishedAt"
        case health = "Health"
    }

    private struct Health: Decodable {
        private enum CodingKeys: String, CodingKey {
            case status = "Status"
            case log = "Log"
        }
        struct Run: Decodable {
            private enum CodingKeys: String, CodingKey { case output = "Output" }
            let output: String?
        }
        let status: ContainerHealth?
        let log: [Run]?
    }

    /// Reads `State`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        state = try fields.decode(ContainerState.self, forKey: .state)
        exitCode = try fields.decodeIfPresent(Int.self, forKey: .exitCode) ?? 0
        ranOutOfMemory = try fields.decodeIfPresent(Bool.self, forKey: .ranOutOfMemory) ?? false
        error = try fields.decodeIfPresent(String.self, forKey: .error) ?? ""
        startedAt = try fields.decodeIfPresent(String.self, forKey: .startedAt) ?? ""
        finishedAt = try fields.decodeIfPresent(String.self, forKey: .finishedAt) ?? ""
        let health = try fields.decodeIfPresent(Health.self, forKey: .health)
        self.health = health?.status ?? .none
        healthOutput = health?.log?.last?.output?.trimmed
    }
}
