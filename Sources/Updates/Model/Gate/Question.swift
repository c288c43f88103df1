package import Basis

/// What a gate can ask.
package indirect enum Question: Hashable, Sendable, Codable {
    /// Nothing at all: time passes.
    case wait
    /// An HTTP request, and what the answer must be.
    case http(HTTPQuestion)
    /// Whether a port accepts connections.
    case tcp(Address)
    /// Whether a command in a service's container succeeds.
    case exec(service: Located<String>, command: [Template], output: TextExpectation?)
    /// A query, and what its one value must be.
    case sql(database: Located<String>, query: Template, expect: Located<Comparison>)
    /// Whether a service's containers run and call themselves healthy.
    case container(Located<String>)
    /// Whether the platform's own rollout of a service has come to its end.
    case rollout(Located<String>)
    /// A measured value.
    case metrics(MetricsQuestion)
    /// What a service's log says, or does not.
    case logs(LogsQuestion)
    /// Free space at a path.
    case disk(path: Template)
    /// How long a certificate is still good.
    case certificate(address: Address)
    /// What the engine measures of a service's containers.
    case stats(service: Located<String>, measure: Located<Measure>)
    /// Several gates, all of which must hold.
    case all([Gate])
    /// Smoke checks of the manifest, by name.
    case checks([Located<String>])

    /// What an engine measures of a container.
    package enum Measure: String, Hashable, Sendable, Codable, CaseIterable {
        /// Share of a processor, memory in use, and how often it was started again.
        case cpu, memory, restarts
    }
}
