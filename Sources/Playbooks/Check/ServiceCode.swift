package import Basis

/// What will hurt in the services of an environment when they are rolled.
package enum ServiceCode: String, DiagnosticCode {
    /// A service takes a port of the host and no switch stands in front of it.
    case fixedPort = "service.fixed-port"
    /// A roll would have to take a service away, which it was not allowed to.
    case downtimeNotAllowed = "service.downtime-not-allowed"
    /// Nothing tells whether a new container works.
    case noHealth = "service.no-health"
    /// A service of which two must never run at once.
    case exclusive = "service.exclusive"
    /// A service is to be started first that cannot run twice.
    case startFirstExclusive = "service.start-first-exclusive"
    /// The only container goes before its replacement comes.
    case noSurge = "service.no-surge"
    /// All containers go at once.
    case allAtOnce = "service.all-at-once"
    /// A container is killed before its requests may have ended.
    case shortGrace = "service.short-grace"
    /// A proxy keeps the address of a service that Belay replaces.
    case proxyWithoutTraffic = "service.proxy-without-traffic"
    /// A service and the managed switch want one port of the host.
    case portTaken = "service.port-taken"
    /// The switch in front is rolled like what stands behind it.
    case switchInRoll = "service.switch-in-roll"
    /// A database is rolled together with others.
    case databaseInRoll = "service.database-in-roll"
    /// Shares of the traffic without anything that shares it.
    case canaryWithoutSwitch = "service.canary-without-switch"

    /// How much the finding matters.
    package var severity: Diagnostic.Severity {
        switch self {
        case .downtimeNotAllowed, .portTaken, .switchInRoll, .databaseInRoll, .canaryWithoutSwitch: .error
        case .fixedPort, .noHealth, .startFirstExclusive, .noSurge, .allAtOnce, .shortGrace,
            .proxyWithoutTraffic:
            .warning
        case .exclusive: .note
        }
    }

    /// What the code means.
    package var summary: String {
        switch self {
        case .fixedPort: "A service publishes a fixed port of the host and has no switch in front of it."
        case .downtimeNotAllowed: "A roll would have to take a service away, and nobody allowed it."
        case .noHealth: "A service has no health check, so that nothing proves a new container."
        case .exclusive: "Two containers of the service never run at once, so each roll is a short pause."
        case .startFirstExclusive: "A service that cannot run twice is to be started before it is stopped."
        case .noSurge: "The only container of a service is stopped before its replacement starts."
        case .allAtOnce: "All containers of a service are replaced at once."
        case .shortGrace: "A container is killed before the time has passed that its requests are given."
        case .proxyWithoutTraffic: "A proxy names a service that is rolled, and Belay does not know of it."
        case .portTaken: "A service publishes the port on which the managed switch listens."
        case .switchInRoll: "A roll names the service that is the switch in front of the others."
        case .databaseInRoll: "A roll names a database together with other services."
        case .canaryWithoutSwitch: "A canary needs a switch that shares the traffic, and there is none."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .fixedPort:
            "Put a switch in front with `traffic:`, without the port, or say `downtime: allowed` in the roll."
        case .downtimeNotAllowed:
            "Say `downtime: allowed` in the roll, or put a switch in front with `traffic:`, without the port."
        case .noHealth: "Write `healthcheck:` in the Compose file, or `services.NAME.health` in the manifest."
        case .exclusive: "Nothing, if the pause is fine; `exclusive: false` in the manifest if two may run."
        case .startFirstExclusive: "Remove what makes it the only one, or write `order: stop-first`."
        case .noSurge: "Write `order: start-first`, or run two."
        case .allAtOnce: "Lower `parallelism`, or write `order: start-first`."
        case .shortGrace: "Raise `stop_grace_period` or `terminationGracePeriodSeconds`, or lower `drain`."
        case .proxyWithoutTraffic: "Name the proxy under the environment's `traffic:`, with the service."
        case .portTaken: "Remove the port from the service: the switch listens there for it."
        case .switchInRoll:
            "Remove it from the roll; its configuration is reloaded, not its container replaced."
        case .databaseInRoll: "Roll the database in a step of its own."
        case .canaryWithoutSwitch: "Add `traffic:` to the environment, or use another strategy."
        }
    }
}
