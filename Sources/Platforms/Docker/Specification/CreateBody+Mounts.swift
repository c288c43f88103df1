internal import Basis
internal import Updates

extension CreateBody {
    /// What is mounted into the container.
    mutating func add(mounts service: ComposeService, in context: SpecificationContext) {
        for mount in service.mounts {
            if CreateBody.isPlain(mount), let source = CreateBody.source(of: mount, context) {
                append(.text(CreateBody.bind(mount, source)), to: "Binds")
            } else {
                append(CreateBody.value(of: mount, context), to: "Mounts")
            }
        }
        var memory: [String: EngineValue] = [:]
        for written in service.temporaryFileSystems {
            let path = written.value.prefix { $0 != ":" }
            memory[String(path)] = .text(String(written.value.dropFirst(path.count + 1)))
        }
        if !memory.isEmpty { host["Tmpfs"] = .object(memory) }
        host["VolumesFrom"] = CreateBody.texts(service.mountsFrom)
    }

    /// What the older form can say. It alone has a missing path of the host made.
    private static func isPlain(_ mount: ComposeMount) -> Bool {
        let hasOptions =
            mount.recursion != nil || mount.skipsCopy || mount.subpath != nil || !mount.labels.isEmpty
        switch mount.kind {
        case .bind: return mount.createsHostPath && !hasOptions
        case .volume: return mount.source != nil && !hasOptions && mount.propagation == nil
        case .tmpfs, .npipe, .cluster, .image: return false
        }
    }

    private static func source(of mount: ComposeMount, _ context: SpecificationContext) -> String? {
        switch mount.kind {
        case .bind: context.source(of: mount)
        case .volume: mount.source.map { context.volumeName($0.value) }
        case .tmpfs: nil
        case .npipe, .cluster, .image: mount.source?.value
        }
    }

    private static func bind(_ mount: ComposeMount, _ source: String) -> String {
        let options = [
            mount.isReadOnly ? "ro" : "rw", mount.relabelling?.value,
            mount.kind == .bind ? mount.propagation?.value : nil,
        ]
        return "\(source):\(mount.target.value):" + options.compactMap { $0 }.joined(separator: ",")
    }

    private static func value(of mount: ComposeMount, _ context: SpecificationContext) -> EngineValue {
        var value: [String: EngineValue] = [
            "Type": .text(mount.kind.rawValue), "Target": .text(mount.target.value),
        ]
        value["Source"] = source(of: mount, context).map { .text($0) }
        if mount.isReadOnly { value["ReadOnly"] = true }
        var options: [String: EngineValue] = [:]
        switch mount.kind {
        case .bind:
            options["Propagation"] = mount.propagation.map { .text($0.value) }
            if mount.recursion?.value == "disabled" { options["NonRecursive"] = true }
            if mount.recursion?.value == "writable" { options["ReadOnlyNonRecursive"] = true }
            if mount.recursion?.value == "readonly" { options["ReadOnlyForceRecursive"] = true }
            if mount.createsHostPath { options["CreateMountpoint"] = true }
            if !options.isEmpty { value["BindOptions"] = .object(options) }
        case .volume:
            if mount.skipsCopy { options["NoCopy"] = true }
            options["Subpath"] = mount.subpath.map { .text($0.value) }
            options["Labels"] = named(mount.labels)
            if !options.isEmpty { value["VolumeOptions"] = .object(options) }
        case .tmpfs:
            options["SizeBytes"] = mount.size.map { EngineValue($0.value) }
            options["Mode"] = mount.mode.map { .integer(Int64($0.value)) }
            if !options.isEmpty { value["TmpfsOptions"] = .object(options) }
        case .image:
            options["Subpath"] = mount.subpath.map { .text($0.value) }
            if !options.isEmpty { value["ImageOptions"] = .object(options) }
        case .npipe, .cluster: break
        }
        return .object(value)
    }
}
