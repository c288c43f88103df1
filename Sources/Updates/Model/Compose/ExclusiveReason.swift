package import Basis

/// Why a second container of a service must not run beside the first.
///
/// Two containers would write one file, listen at one port or bear one name: such a service is stopped before
/// its replacement starts, unless the manifest says `exclusive: false`.
package enum ExclusiveReason: Hashable, Sendable {
    /// The manifest says so.
    case declared
    /// The manifest calls it a database.
    case database
    /// It can write to what another container of it would write to, at this path in the container.
    case writableMount(String)
    /// Its only container has a fixed name.
    case containerName
    /// It has a fixed address in a network.
    case fixedAddress
    /// It takes a port of the host.
    case fixedPort(Int)
    /// It listens on the host itself, or in the network of another container.
    case sharedNetwork
    /// It uses a device of the host.
    case device
}

extension ComposeService {
    /// Every reason that its own files give, where it is written.
    package var exclusiveReasons: [Located<ExclusiveReason>] {
        var reasons: [Located<ExclusiveReason>] = []
        for mount in mounts where !mount.isReadOnly && mount.source != nil {
            guard [.volume, .bind, .npipe, .cluster].contains(mount.kind) else { continue }
            reasons.append(Located(.writableMount(mount.target.value), at: mount.span))
        }
        for other in mountsFrom where !other.value.hasSuffix(":ro") {
            reasons.append(other.map { _ in .writableMount("volumes_from") })
        }
        if let containerName { reasons.append(containerName.map { _ in .containerName }) }
        for attachment in networking.attachments {
            guard let address = attachment.ipv4 ?? attachment.ipv6 ?? attachment.hardwareAddress else {
                continue
            }
            reasons.append(address.map { _ in .fixedAddress })
        }
        if let address = networking.hardwareAddress { reasons.append(address.map { _ in .fixedAddress }) }
        for port in networking.ports {
            if let number = port.fixed { reasons.append(Located(.fixedPort(number), at: port.span)) }
        }
        if let mode = networking.mode, mode.value.isShared {
            reasons.append(mode.map { _ in .sharedNetwork })
        }
        if let device = isolation.devices.first { reasons.append(device.map { _ in .device }) }
        return reasons
    }
}

extension ComposeNetworkMode {
    fileprivate var isShared: Bool {
        switch self {
        case .host, .service, .container: true
        case .none, .bridge, .other: false
        }
    }
}
