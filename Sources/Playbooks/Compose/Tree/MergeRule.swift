/// How a node is joined with what stood at the same place before it.
///
/// Without a rule of its own a mapping is joined key by key, a list grows, and anything else is replaced.
indirect enum MergeRule: Sendable {
    /// Mappings join, lists grow, the rest is replaced.
    case usual
    /// The later one stands alone.
    case replace
    /// A list, or one item alone: both grow into a list.
    case list
    /// `NAME=value` items or a mapping: the later one of a name wins.
    case keyed
    /// A list of names, or a mapping with these names: joined by name.
    case names(MergeRule)
    /// A text in place of a mapping means this key of it.
    case short(String, MergeRule)
    /// A mapping with rules for some of its keys.
    case keys([String: MergeRule])
    /// A mapping whose values all have one rule.
    case each(MergeRule)
    /// Options go with their driver: another driver takes none over.
    case logging
    /// A list of mappings joined by the value of a key.
    case by(String)

    /// The rules for a whole file.
    static let project = MergeRule.keys([
        "services": .each(service),
        "networks": .each(
            .keys(["labels": .keyed, "ipam": .keys(["config": .by("subnet")])])),
        "volumes": .each(.keys(["labels": .keyed])),
        "secrets": .each(.keys(["labels": .keyed])),
        "configs": .each(.keys(["labels": .keyed])),
        "name": .replace,
    ])

    /// The rules for a service.
    static let service = MergeRule.keys([
        "annotations": .keyed, "build": .short("context", build), "command": .replace,
        "depends_on": .names(.usual), "deploy": .keys(["labels": .keyed]), "dns": .list,
        "dns_opt": .list, "dns_search": .list, "entrypoint": .replace, "env_file": .list,
        "environment": .keyed, "extra_hosts": .list, "healthcheck": .keys(["test": .replace]),
        "label_file": .list, "labels": .keyed, "logging": .logging, "networks": .names(.usual),
        "sysctls": .keyed, "tmpfs": .list, "ulimits": .each(.replace),
    ])

    private static let build = MergeRule.keys([
        "additional_contexts": .keyed, "args": .keyed, "labels": .keyed, "ulimits": .each(.replace),
        "extra_hosts": .list,
    ])

    /// The rule for a key of a mapping.
    func rule(for key: String) -> MergeRule {
        switch self {
        case .keys(let rules): rules[key] ?? .usual
        case .each(let rule), .names(let rule): rule
        default: .usual
        }
    }
}
