internal import Basis
internal import Ports

/// What a container was made of, from what the engine says of it: the way back where nobody wrote it down.
struct Inspected {
    /// The release that the running world is, before Belay ever changed it.
    static let adopted = "adopted"
    /// Nanoseconds in a second.
    private static let second: Int64 = 1_000_000_000

    private let config: EngineValue
    private let host: EngineValue
    private let container: EngineValue
    private let endpoints: [String: EngineValue]

    /// Reads what the engine says of a container; nil if that is not what engines say.
    init?(_ container: EngineValue) {
        guard let config = container["Config"], let host = container["HostConfig"] else { return nil }
        (self.container, self.config, self.host) = (container, config, host)
        if case .object(let endpoints)? = container["NetworkSettings"]?["Networks"] {
            self.endpoints = endpoints
        } else {
            endpoints = [:]
        }
    }

    /// Labels that another container of the same service bears too.
    static func isKept(_ name: String) -> Bool {
        let own = [
            ProjectLabels.reference, ProjectLabels.variables, ProjectLabels.restart, ProjectLabels.companion,
            ProjectLabels.names, ProjectLabels.dependencies, ProjectLabels.directory, ProjectLabels.files,
        ]
        return own.contains(name)
    }

    /// What makes another one like it.
    var specification: ContainerSpecification {
        var body = config
        for name in ["Image", "Labels", "MacAddress", "OnBuild"] { body[name] = nil }
        // The engine's own choice: the next one gets its own.
        if let id = container["Id"]?.text, let name = body["Hostname"]?.text, id.hasPrefix(name) {
            body["Hostname"] = nil
        }
        var host = host
        for name in ["ContainerIDFile", "RestartPolicy", "AutoRemove", "ConsoleSize"] { host[name] = nil }
        body["HostConfig"] = host
        body["Labels"] = .object(foreignLabels)
        let mode = host["NetworkMode"]?.text ?? "default"
        if let first = endpoints[mode] {
            body["NetworkingConfig"] = ["EndpointsConfig": [mode: endpoint(first)]]
        }
        let companion = config["Labels"]?[ProjectLabels.companion]?.text
        var others = endpoints.filter { $0.key != mode && $0.key != companion }.mapValues(endpoint)
        // A container on the engine's default network is on one network of that name.
        if mode == "default" { others["bridge"] = nil }
        var specification = ContainerSpecification(
            body: body, networks: others,
            restart: self.host["RestartPolicy"].flatMap(EngineRestart.init(_:)) ?? .no)
        if let declared = config["Labels"]?[ProjectLabels.restart]?.text {
            specification.restart = EngineRestart(text: declared) ?? specification.restart
        }
        specification.inherited = anonymousTargets
        return specification
    }

    /// What the writer of the service gave it, whoever made it.
    private var foreignLabels: [String: EngineValue] {
        guard case .object(let labels)? = config["Labels"] else { return [:] }
        return labels.filter { !$0.key.hasPrefix("belay.") && !$0.key.hasPrefix("com.docker.compose.") }
    }

    /// Volumes without a name are carried over, unless two containers may run at once.
    private var anonymousTargets: [String] {
        guard !exclusive.isEmpty else { return [] }
        return (container["Mounts"]?.elements ?? []).compactMap { mount in
            guard mount["Type"]?.text == "volume", let name = mount["Name"]?.text, name.count == 64 else {
                return nil
            }
            return mount["Destination"]?.text
        }
    }

    /// What was asked for of a network, without what the engine gave.
    private func endpoint(_ found: EngineValue) -> EngineValue {
        var value: [String: EngineValue] = [:]
        let id = container["Id"]?.text ?? ""
        let aliases = (found["Aliases"]?.elements ?? []).filter { alias in
            alias.text.map { !id.hasPrefix($0) } ?? false
        }
        if !aliases.isEmpty { value["Aliases"] = .list(aliases) }
        value["IPAMConfig"] = found["IPAMConfig"].flatMap { $0 == [:] ? nil : $0 }
        value["Links"] = found["Links"]
        value["DriverOpts"] = found["DriverOpts"]
        return .object(value)
    }

    /// Why two like it must not run at once, as far as it can be seen on it.
    var exclusive: [String] {
        var reasons: [String] = []
        for mount in container["Mounts"]?.elements ?? []
        where mount["RW"] == true && ["bind", "volume"].contains(mount["Type"]?.text ?? "") {
            reasons.append("it can write to \(mount["Destination"]?.text ?? "a mount")")
        }
        if case .object(let ports)? = host["PortBindings"] {
            let fixed = ports.values.flatMap(\.elements).compactMap { $0["HostPort"]?.text }
            reasons += fixed.filter { !$0.isEmpty }.sorted().map { "it publishes the host's port \($0)" }
        }
        if host["NetworkMode"]?.text == "host" { reasons.append("it is on the host's own network") }
        if host["NetworkMode"]?.text?.hasPrefix("container:") == true {
            reasons.append("it shares the network of a container")
        }
        if host["Devices"]?.elements.isEmpty == false { reasons.append("it has devices of the host") }
        let fixed = endpoints.filter { $0.value["IPAMConfig"]?["IPv4Address"] != nil }.keys.sorted()
        reasons += fixed.map { "its address on the network \($0) is fixed" }
        return reasons
    }

    /// How long it may take to stop, if it says so.
    var grace: Duration? { config["StopTimeout"]?.integer.map { .seconds($0) } }

    /// Whether the engine asks for its health.
    var hasHealthcheck: Bool {
        let test = config["Healthcheck"]?["Test"]?.elements ?? []
        return !test.isEmpty && test.first != "NONE"
    }
}
