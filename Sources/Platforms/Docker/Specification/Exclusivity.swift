internal import Basis
internal import Updates

/// Why two containers of a service must not run at once.
enum Exclusivity {
    /// The reasons, in words; none if two may.
    static func reasons(for service: ComposeService, in project: ComposeProject) -> [String] {
        switch project.exclusive[service.name.value] {
        case true?: return ["the manifest says `exclusive: true`"]
        case false?: return []
        case nil: break
        }
        var reasons: [String] = []
        if let name = service.containerName {
            reasons.append("`container_name: \(name.value)` fixes its name")
        }
        for mount in service.mounts where !mount.isReadOnly && mount.kind != .tmpfs && mount.kind != .image {
            reasons.append("it can write to \(mount.target.value)")
        }
        if !service.mountsFrom.isEmpty { reasons.append("`volumes_from` gives it another's mounts") }
        for port in service.networking.ports {
            guard let fixed = port.fixed else { continue }
            reasons.append("it publishes the host's port \(fixed)")
        }
        for attachment in service.networking.attachments {
            guard attachment.ipv4 != nil || attachment.ipv6 != nil || attachment.hardwareAddress != nil
            else { continue }
            reasons.append("its address on the network \(attachment.network.value) is fixed")
        }
        if service.networking.hardwareAddress != nil { reasons.append("its hardware address is fixed") }
        switch service.networking.mode?.value {
        case .host: reasons.append("it is on the host's own network")
        case .service(let name): reasons.append("it shares the network of \(name)")
        case .container(let name): reasons.append("it shares the network of the container \(name)")
        default: break
        }
        if !service.isolation.devices.isEmpty { reasons.append("it has devices of the host") }
        for (space, what) in [(service.isolation.ipc, "memory"), (service.isolation.pid, "processes")] {
            guard let space, ["host", "private", "shareable", "none"].contains(space.value) == false
            else { continue }
            reasons.append("it shares the \(what) of \(space.value)")
        }
        let shared = project.services.first { other in
            other.networking.mode?.value == .service(service.name.value)
                || other.mountsFrom.contains { $0.value.prefix { $0 != ":" } == service.name.value }
        }
        if let shared { reasons.append("\(shared.name.value) shares its network or mounts") }
        return reasons
    }
}
