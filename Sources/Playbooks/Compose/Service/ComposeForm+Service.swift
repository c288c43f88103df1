import Basis
import Updates

extension ComposeRecord where Owner == ComposeService {
    /// A service: every key of Compose, followed, left with a warning, or refused.
    static let service = ComposeRecord(
        "a service", image + network + storage + waiting + machine + fence + foreign)

    private static let image: [ComposeKey<ComposeService>] = [
        .key("image", \.image, .name),
        ComposeKey("build") { service, node, reading in
            var build = ComposeBuild()
            if node.text == nil {
                ComposeRecord<ComposeBuild>.build.read(node, into: &build, &reading)
            } else {
                build.context = ComposeForm<Located<String>>.path.read(node, &reading)
            }
            service.build = build
        },
        .key("pull_policy", \.pullPolicy, .pullPolicy),
        .key("platform", \.platform, .text),
        .key("container_name", \.containerName, .containerName),
        .key("command", \.process.command, .command),
        .key("entrypoint", \.process.entrypoint, .command),
        .key("user", \.process.user, .text),
        .key("working_dir", \.process.workingDirectory, .text),
        .key("tty", \.process.hasTerminal, .boolean),
        .key("stdin_open", \.process.keepsInputOpen, .boolean),
        .key("init", \.process.hasInit, .boolean),
        .key("stop_signal", \.process.stopSignal, .name),
        .key("stop_grace_period", \.process.stopGracePeriod, .duration),
        .items("labels", \.labels, .labels),
        .items("label_file", \.labelFiles, .listOrOne(.path)),
        .items("annotations", \.annotations, .keyed),
        .items("profiles", \.profiles, .list(.name)),
    ]

    private static let network: [ComposeKey<ComposeService>] = [
        .items("ports", \.networking.ports, .ports),
        .items("expose", \.networking.exposed, .list(.exposed)),
        .items("networks", \.networking.attachments, .attachments),
        .key("network_mode", \.networking.mode, .networkMode),
        .key("hostname", \.networking.hostname, .text),
        .key("domainname", \.networking.domainName, .text),
        .key("mac_address", \.networking.hardwareAddress, .text),
        .items("dns", \.networking.nameServers, .listOrOne(.text)),
        .items("dns_search", \.networking.searchDomains, .listOrOne(.text)),
        .items("dns_opt", \.networking.resolverOptions, .listOrOne(.text)),
        .items("extra_hosts", \.networking.extraHosts, .extraHosts),
        .items("links", \.networking.links, .list(.text)),
        .items("external_links", \.networking.externalLinks, .list(.text)),
    ]

    private static let storage: [ComposeKey<ComposeService>] = [
        .items("environment", \.environment, .variables),
        .items("env_file", \.environmentFiles, .environmentFiles),
        .items("volumes", \.mounts, .mounts),
        .items("tmpfs", \.temporaryFileSystems, .listOrOne(.text)),
        .items("volumes_from", \.mountsFrom, .list(.text)),
        .items("secrets", \.secrets, .grants),
        .items("configs", \.configs, .grants),
    ]

    private static let waiting: [ComposeKey<ComposeService>] = [
        .items("depends_on", \.dependencies, .dependencies),
        .part("healthcheck", \.healthcheck, .healthcheck) { ComposeHealthcheck() },
        .key("restart", \.restart, .restart),
        .part("deploy", \.deploy, .deploy),
        .key("scale", \.scale, .integer(0...100_000)),
        .part("logging", \.logging, .logging) { ComposeLogging() },
    ]

    private static let machine: [ComposeKey<ComposeService>] = [
        .key("mem_limit", \.limits.memory, .size),
        .key("mem_reservation", \.limits.memoryReservation, .size),
        .key("memswap_limit", \.limits.memoryAndSwap, .swap),
        .key("mem_swappiness", \.limits.swappiness, .integer(0...100)),
        .key("cpus", \.limits.processors, .processors),
        .key("cpu_shares", \.limits.processorShares, .integer(0...262_144)),
        .key("cpu_quota", \.limits.processorQuota, .integer(-1...(.max))),
        .key("cpu_period", \.limits.processorPeriod, .integer(0...1_000_000)),
        .key("cpuset", \.limits.processorSet, .text),
        .key("pids_limit", \.limits.processes, .integer(-1...(.max))),
        .key("shm_size", \.limits.sharedMemory, .size),
        .items("ulimits", \.limits.ulimits, .ulimits),
        .key("oom_score_adj", \.limits.outOfMemoryScore, .integer(-1000...1000)),
        .key("oom_kill_disable", \.limits.survivesOutOfMemory, .boolean),
        .items("gpus", \.limits.devices, .gpus),
    ]

    private static let fence: [ComposeKey<ComposeService>] = [
        .items("cap_add", \.isolation.addedCapabilities, .list(.text)),
        .items("cap_drop", \.isolation.droppedCapabilities, .list(.text)),
        .key("privileged", \.isolation.isPrivileged, .boolean),
        .key("read_only", \.isolation.isReadOnly, .boolean),
        .items("security_opt", \.isolation.securityOptions, .list(.text)),
        .items("group_add", \.isolation.groups, .list(.text)),
        .items("devices", \.isolation.devices, .devices),
        .items("device_cgroup_rules", \.isolation.deviceRules, .list(.text)),
        .items("sysctls", \.isolation.kernelParameters, .keyed),
        .key("ipc", \.isolation.ipc, .text),
        .key("pid", \.isolation.pid, .text),
        .key("uts", \.isolation.uts, .text),
        .key("userns_mode", \.isolation.users, .text),
        .key("cgroup", \.isolation.controlGroup, .text),
        .key("cgroup_parent", \.isolation.parentControlGroup, .text),
        .key("runtime", \.isolation.runtime, .name),
        .key("isolation", \.isolation.technology, .text),
        .items("storage_opt", \.isolation.storageOptions, .keyed),
    ]

    private static let foreign: [ComposeKey<ComposeService>] = [
        .elsewhere("extends"),
        .idle("attach", "Belay follows the output of every service."),
        .idle("develop", "Belay deploys; it does not watch sources."),
        .refused("blkio_config", "Belay sets no limits on block devices.", remedy: "Set them on the host."),
        .refused("cpu_count", "It is for Windows only.", remedy: "Use `cpus`."),
        .refused("cpu_percent", "It is for Windows only.", remedy: "Use `cpus`."),
        .refused("cpu_rt_period", "Belay gives no real-time shares.", remedy: "Use `cpu_period`."),
        .refused("cpu_rt_runtime", "Belay gives no real-time shares.", remedy: "Use `cpu_quota`."),
        .refused("credential_spec", "It is for Windows only.", remedy: "Remove it."),
        .refused("models", "Belay runs containers only.", remedy: "Run the model as a service."),
        .refused(
            "provider", "Belay runs containers only.", remedy: "Run the service as a container."),
        .refused(
            "post_start", "Belay runs what follows a start as a step.",
            remedy: "Write a `command` step in the playbook."),
        .refused(
            "pre_start", "Belay runs what comes before a start as a step.",
            remedy: "Write a `command` step in the playbook."),
        .refused(
            "pre_stop", "Belay runs what comes before a stop as a step.",
            remedy: "Write a `command` step in the playbook."),
        .refused(
            "use_api_socket", "Belay does not hand the engine to containers.",
            remedy: "Mount the socket under `volumes` if that is wanted."),
        .refused(
            "volume_driver", "It was for the first version of the format.",
            remedy: "Set `driver` on the volume."),
    ]
}
