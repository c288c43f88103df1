import Basis
import Updates

/// What the manifest and an environment know of services beyond the services' own files.
struct ServiceContext: Sendable {
    /// Services whose health the manifest can ask.
    var proved: Set<String> = []
    /// Services of which the manifest says whether two may run.
    var exclusive: [String: Located<Bool>] = [:]
    /// Services that are databases.
    var databases: Set<String> = []
    /// Services behind the switch.
    var switched: Set<String> = []
    /// The service that is the switch.
    var switchService: Located<String>?
    /// The ports of the host on which the managed switch listens.
    var switchPorts: [Int: String] = [:]
    /// Whether there is a switch at all.
    var hasSwitch = false

    /// Nothing known: a Compose file by itself.
    init() {}

    /// What a manifest says, as it holds in an environment.
    init(_ manifest: Manifest, _ environment: Environment) {
        for rules in manifest.services {
            if rules.value.health != nil { proved.insert(rules.name.value) }
            exclusive[rules.name.value] = rules.value.exclusive
        }
        databases = Set(manifest.databases.compactMap { $0.value.service?.value })
        guard let traffic = environment.traffic else { return }
        hasSwitch = true
        switch traffic {
        case .haproxy(let service, _, let backends):
            switchService = service
            switched = Set(backends.map(\.value.value))
        case .nginx(let service, let upstreams):
            switchService = service
            switched = Set(upstreams.map(\.name.value))
        case .caddy(_, let upstreams):
            switched = Set(upstreams.map(\.value.value))
        case .managed(let listen, _):
            switched = Set(listen.map(\.value.value))
            for entry in listen {
                if let port = Int(entry.name.value) { switchPorts[port] = entry.value.value }
            }
        }
    }

    /// Why two of a service must not run; empty if they may.
    func reasons(for service: ComposeService) -> [Located<ExclusiveReason>] {
        let name = service.name.value
        switch exclusive[name]?.value {
        case true?: return [Located(.declared, at: exclusive[name]?.span ?? service.name.span)]
        case false?: return []
        case nil: break
        }
        if databases.contains(name) { return [service.name.map { _ in .database }] }
        return service.exclusiveReasons.filter { reason in
            // Behind a switch a port of the host is a mistake of its own, told elsewhere.
            if case .fixedPort = reason.value { return !switched.contains(name) }
            return true
        }
    }
}

extension ExclusiveReason {
    /// The reason in words, behind "because".
    var words: String {
        switch self {
        case .declared: "the manifest says `exclusive: true`"
        case .database: "it is a database"
        case .writableMount("volumes_from"): "it shares the mounts of another service"
        case .writableMount(let path): "it writes to what is mounted at \(path)"
        case .containerName: "its container has a fixed name"
        case .fixedAddress: "it has a fixed address"
        case .fixedPort: "it takes a port of the host"
        case .sharedNetwork: "it shares the network of the host or of another container"
        case .device: "it uses a device of the host"
        }
    }
}
