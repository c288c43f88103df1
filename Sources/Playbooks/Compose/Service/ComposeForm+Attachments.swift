import Basis
import Updates

extension ComposeForm where Value == [ComposeAttachment] {
    /// The networks of a service: names, or a mapping with wishes for each.
    static var attachments: ComposeForm {
        ComposeForm { node, reading in
            let all = ComposeForm<[ComposeAttachment]>.map { name, node, reading in
                var attachment = ComposeAttachment(network: name)
                record.read(node, into: &attachment, &reading)
                return attachment
            }
            return all.read(node.asNames, &reading)
        }
    }

    private static let record = ComposeRecord<ComposeAttachment>(
        "a network of a service",
        [
            .items("aliases", \.aliases, .list(.name)),
            .key("ipv4_address", \.ipv4, .text), .key("ipv6_address", \.ipv6, .text),
            .items("link_local_ips", \.linkLocal, .list(.text)),
            .key("mac_address", \.hardwareAddress, .text),
            .key("priority", \.priority, .integer(.min...(.max))),
            .key("gw_priority", \.gatewayPriority, .integer(.min...(.max))),
            .key("interface_name", \.interface, .text),
            .items("driver_opts", \.driverOptions, .keyed),
        ])
}

extension ComposeForm where Value == [ComposeDependency] {
    /// What a service waits for: names, or a mapping with a condition for each.
    static var dependencies: ComposeForm {
        ComposeForm { node, reading in
            let all = ComposeForm<[ComposeDependency]>.map { name, node, reading in
                var wish = Wish()
                Wish.record.read(node, into: &wish, &reading)
                return ComposeDependency(
                    service: name, condition: wish.condition?.value ?? .started,
                    restarts: wish.restarts?.value ?? false, isRequired: wish.isRequired?.value ?? true)
            }
            return all.read(node.asNames, &reading)
        }
    }
}

private struct Wish {
    var condition: Located<ComposeDependency.Condition>?
    var restarts: Located<Bool>?
    var isRequired: Located<Bool>?

    static let record = ComposeRecord<Wish>(
        "a dependency",
        [
            .key("condition", \.condition, .choice()), .key("restart", \.restarts, .boolean),
            .key("required", \.isRequired, .boolean),
        ])
}

extension ComposeForm where Value == [ComposeGrant] {
    /// Secrets or configuration files that a service reads; the last of a target wins.
    static var grants: ComposeForm {
        ComposeForm<[ComposeGrant]>.list(.grant).map { all in
            var places: [String: Int] = [:]
            var kept: [ComposeGrant] = []
            for grant in all {
                let target = grant.target?.value ?? grant.source.value
                if let place = places[target] {
                    kept[place] = grant
                } else {
                    places[target] = kept.count
                    kept.append(grant)
                }
            }
            return kept
        }
    }
}

extension ComposeForm where Value == ComposeGrant {
    fileprivate static var grant: ComposeForm {
        ComposeForm { node, reading in
            if let text = node.text { return ComposeGrant(source: Located(text, at: node.span)) }
            guard let source = node["source"] else {
                reading.report(
                    .wrongValue, "the entry has no `source`", at: node, remedy: "Write `source: NAME`.")
                return nil
            }
            let name = reading.at(.key("source")) { ComposeForm<Located<String>>.name.read(source, &$0) }
            guard let name else { return nil }
            var grant = ComposeGrant(source: name)
            record.read(node, into: &grant, &reading)
            return grant
        }
    }

    private static let record = ComposeRecord<ComposeGrant>(
        "the use of a secret or configuration file",
        [
            .elsewhere("source"), .key("target", \.target, .name), .key("uid", \.owner, .text),
            .key("gid", \.group, .text), .key("mode", \.mode, .permissions),
        ])
}
