import Basis
import Updates

extension ComposeRecord where Owner == ComposeBuild {
    /// How an image is built; a text alone is the context.
    static let build = ComposeRecord(
        "build",
        [
            .key("context", \.context, .path), .key("dockerfile", \.dockerfile, .text),
            .key("dockerfile_inline", \.inlineDockerfile, .words), .key("target", \.target, .text),
            .items("args", \.arguments, .variables), .items("labels", \.labels, .keyed),
            .items("tags", \.tags, .list(.name)), .items("cache_from", \.cacheFrom, .list(.text)),
            .items("cache_to", \.cacheTo, .list(.text)),
            .items("additional_contexts", \.additionalContexts, .keyed),
            .key("network", \.network, .text), .items("platforms", \.platforms, .list(.name)),
            .items("extra_hosts", \.extraHosts, .extraHosts), .key("shm_size", \.sharedMemory, .size),
            .key("no_cache", \.ignoresCache, .boolean), .key("pull", \.pullsBases, .boolean),
            .key("privileged", \.isPrivileged, .boolean), .items("secrets", \.secrets, .grants),
            .items("ssh", \.ssh, .ssh), .items("entitlements", \.entitlements, .list(.text)),
            .items("ulimits", \.ulimits, .ulimits),
            .idle("provenance", "Belay keeps its own record of what was built from what."),
            .idle("sbom", "Belay asks builders for images only."),
            .refused("isolation", "It is for Windows only.", remedy: "Remove it."),
            .refused(
                "no_cache_filter", "Belay takes layers from the cache or does not.",
                remedy: "Use `no_cache: true`."),
        ])
}

extension ComposeForm where Value == [Located<String>] {
    /// Agents and keys, as a list or as a mapping of identifiers to paths.
    fileprivate static var ssh: ComposeForm {
        ComposeForm { node, reading in
            guard let entries = node.mapping else {
                return ComposeForm<[Located<String>]>.listOrOne(.text).read(node, &reading)
            }
            return entries.map { entry in
                Located(
                    entry.value.text.map { "\(entry.key)=\($0)" } ?? entry.key, at: entry.span)
            }
        }
    }
}
