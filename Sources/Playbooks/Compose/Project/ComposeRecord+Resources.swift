import Basis
import Updates

extension ComposeRecord where Owner == ComposeNetwork {
    static let network = ComposeRecord(
        "a network",
        [
            .key("name", \.name, .name), .external(\.isExternal, \.name), .key("driver", \.driver, .text),
            .items("driver_opts", \.driverOptions, .keyed), .key("internal", \.isInternal, .boolean),
            .key("attachable", \.isAttachable, .boolean), .key("enable_ipv4", \.hasIPv4, .boolean),
            .key("enable_ipv6", \.hasIPv6, .boolean), .items("labels", \.labels, .labels),
            ComposeKey("ipam") { owner, node, reading in addresses.read(node, into: &owner, &reading) },
        ])

    private static let addresses = ComposeRecord(
        "ipam",
        [
            .key("driver", \.addressDriver, .text), .items("options", \.addressOptions, .keyed),
            .items("config", \.pools, .list(.pool)),
        ])
}

extension ComposeForm where Value == ComposeAddressPool {
    fileprivate static var pool: ComposeForm {
        ComposeForm { node, reading in
            var pool = ComposeAddressPool()
            record.read(node, into: &pool, &reading)
            return node.mapping == nil ? nil : pool
        }
    }

    private static let record = ComposeRecord<ComposeAddressPool>(
        "a pool of addresses",
        [
            .key("subnet", \.subnet, .text), .key("ip_range", \.range, .text),
            .key("gateway", \.gateway, .text), .items("aux_addresses", \.reserved, .keyed),
        ])
}

extension ComposeRecord where Owner == ComposeVolume {
    static let volume = ComposeRecord(
        "a volume",
        [
            .key("name", \.name, .name), .external(\.isExternal, \.name), .key("driver", \.driver, .text),
            .items("driver_opts", \.driverOptions, .keyed), .items("labels", \.labels, .labels),
        ])
}

extension ComposeRecord where Owner == ComposeAsset {
    static func asset(_ words: String) -> ComposeRecord {
        ComposeRecord(
            words,
            [
                .key("name", \.name, .name), .external(\.isExternal, \.name), .key("file", \.file, .path),
                .key("environment", \.variable, .name), .items("labels", \.labels, .keyed),
                ComposeKey("content") { asset, node, reading in
                    asset.content = ComposeForm<Located<ComposeText>>.words.read(node, &reading)?.value.value
                },
                .refused(
                    "driver", "Only clusters have drivers for it.",
                    remedy: "Use `file`, `environment` or `content`."),
                .refused("driver_opts", "Only clusters have drivers for it.", remedy: "Remove it."),
                .refused(
                    "template_driver", "Only clusters fill in templates.",
                    remedy: "Use variables of Compose in `content`."),
            ])
    }
}

extension ComposeKey {
    /// `external: true`, or the older mapping with the name in it.
    fileprivate static func external(
        _ flag: any WritableKeyPath<Owner, Located<Bool>?> & Sendable,
        _ name: any WritableKeyPath<Owner, Located<String>?> & Sendable
    ) -> ComposeKey {
        ComposeKey("external") { owner, node, reading in
            guard node.mapping != nil else {
                owner[keyPath: flag] = ComposeForm<Located<Bool>>.boolean.read(node, &reading)
                return
            }
            owner[keyPath: flag] = Located(true, at: node.span)
            let record = ComposeRecord<Owner>("external", [.key("name", name, .name)])
            record.read(node, into: &owner, &reading)
        }
    }
}
