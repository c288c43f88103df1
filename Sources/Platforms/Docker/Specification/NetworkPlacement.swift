internal import Basis
internal import Updates

/// The networks that a container of a service is put on, the first of them with its creation.
///
/// A service that may run twice does not answer to its name there: its names live on its companion network,
/// where each container appears once it has proved itself.
struct NetworkPlacement: Equatable {
    /// The network mode of the container.
    let mode: String
    /// How it stands on the network of that mode; nil where the mode is no network.
    let first: EngineValue?
    /// The further networks, by name, and how it stands on them.
    let others: [(network: String, endpoint: EngineValue)]

    static func == (left: NetworkPlacement, right: NetworkPlacement) -> Bool {
        left.mode == right.mode && left.first == right.first
            && left.others.map(\.network) == right.others.map(\.network)
            && left.others.map(\.endpoint) == right.others.map(\.endpoint)
    }

    /// Where a service's containers are put. Companions are the networks of other services' names.
    init(
        of service: ComposeService, in context: SpecificationContext, answers: Bool, companions: [String]
    ) {
        let networking = service.networking
        guard networking.mode == nil || networking.attachments.isEmpty == false else {
            mode = NetworkPlacement.text(of: networking.mode?.value)
            (first, others) = (nil, [])
            return
        }
        let names = answers ? NetworkPlacement.names(of: service, in: context.project) : []
        let ordered = networking.attachments.enumerated().sorted { left, right in
            let (one, other) = (left.element.priority?.value ?? 0, right.element.priority?.value ?? 0)
            return one != other ? one > other : left.element.network.value < right.element.network.value
        }.map(\.element)
        let own = ordered.enumerated().map { index, attachment in
            (
                network: context.networkName(attachment.network.value),
                endpoint: NetworkPlacement.endpoint(
                    attachment, of: service, isFirst: index == 0, names: names, context)
            )
        }
        mode = own.first?.network ?? "default"
        first = own.first?.endpoint
        others = Array(own.dropFirst()) + companions.map { ($0, [:]) }
    }

    /// The names under which others reach a service: its own, and those by which they link to it.
    static func names(of service: ComposeService, in project: ComposeProject) -> [String] {
        var names = [service.name.value]
        for other in project.services {
            for link in other.networking.links {
                let parts = link.value.split(separator: ":", maxSplits: 1).map(String.init)
                guard parts.first == service.name.value, let name = parts.last, !names.contains(name)
                else { continue }
                names.append(name)
            }
        }
        return names
    }

    private static func endpoint(
        _ attachment: ComposeAttachment, of service: ComposeService, isFirst: Bool, names: [String],
        _ context: SpecificationContext
    ) -> EngineValue {
        var value: [String: EngineValue] = [:]
        // Names go along or stay away together: half of them would be half a release.
        let all = names.isEmpty ? [] : names + attachment.aliases.map(\.value).filter { !names.contains($0) }
        if !all.isEmpty { value["Aliases"] = .list(all.map { .text($0) }) }
        var addresses: [String: EngineValue] = [:]
        addresses["IPv4Address"] = attachment.ipv4.map { .text($0.value) }
        addresses["IPv6Address"] = attachment.ipv6.map { .text($0.value) }
        addresses["LinkLocalIPs"] = CreateBody.texts(attachment.linkLocal)
        if !addresses.isEmpty { value["IPAMConfig"] = .object(addresses) }
        let hardware = attachment.hardwareAddress ?? (isFirst ? service.networking.hardwareAddress : nil)
        value["MacAddress"] = hardware.map { .text($0.value) }
        value["DriverOpts"] = CreateBody.named(attachment.driverOptions)
        if context.api >= .gatewayPriority {
            value["GwPriority"] = attachment.gatewayPriority.map { .integer(Int64($0.value)) }
        }
        if isFirst { value["Links"] = CreateBody.texts(service.networking.externalLinks) }
        return .object(value)
    }

    private static func text(of mode: ComposeNetworkMode?) -> String {
        switch mode {
        case nil: "default"
        case .host: "host"
        case .none?: "none"
        case .bridge: "bridge"
        case .service(let name): "service:\(name)"
        case .container(let name): "container:\(name)"
        case .other(let text): text
        }
    }
}
