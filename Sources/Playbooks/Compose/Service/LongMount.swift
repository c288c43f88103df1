import Basis
import Updates

/// A mount in the long form.
struct LongMount {
    var kind: Located<ComposeMount.Kind>?
    var source: Located<String>?
    var target: Located<String>?
    var isReadOnly: Located<Bool>?
    var consistency: Located<String>?
    var bind = Bind()
    var volume = Volume()
    var memory = Memory()
    var image = Image()

    struct Bind {
        var propagation: Located<String>?
        var createsHostPath: Located<Bool>?
        var relabelling: Located<String>?
        var recursion: Located<String>?

        static let record = ComposeRecord<Bind>(
            "the options of a bind mount",
            [
                .key("propagation", \.propagation, .text),
                .key("create_host_path", \.createsHostPath, .boolean),
                .key("selinux", \.relabelling, .text), .key("recursive", \.recursion, .text),
            ])
    }

    struct Volume {
        var skipsCopy: Located<Bool>?
        var subpath: Located<String>?
        var labels: [Named<Located<ComposeText>>] = []

        static let record = ComposeRecord<Volume>(
            "the options of a volume",
            [
                .key("nocopy", \.skipsCopy, .boolean), .key("subpath", \.subpath, .text),
                .items("labels", \.labels, .keyed),
            ])
    }

    struct Memory {
        var size: Located<ByteCount>?
        var mode: Located<Int>?

        static let record = ComposeRecord<Memory>(
            "the options of memory", [.key("size", \.size, .size), .key("mode", \.mode, .permissions)])
    }

    struct Image {
        var subpath: Located<String>?

        static let record = ComposeRecord<Image>(
            "the options of an image", [.key("subpath", \.subpath, .text)])
    }

    static let record = ComposeRecord<LongMount>(
        "a mount",
        [
            .key("type", \.kind, .choice()), .key("source", \.source, .text), .key("target", \.target, .name),
            .key("read_only", \.isReadOnly, .boolean), .key("consistency", \.consistency, .text),
            .part("bind", \.bind, Bind.record), .part("volume", \.volume, Volume.record),
            .part("tmpfs", \.memory, Memory.record), .part("image", \.image, Image.record),
        ])

    func mount(_ kind: ComposeMount.Kind, at target: Located<String>, _ node: ComposeNode) -> ComposeMount {
        let isPath = kind == .bind
        let source = source.map { text in
            isPath
                ? text.map { ComposePath.resolve($0, in: node["source"]?.directory ?? node.directory) } : text
        }
        var mount = ComposeMount(kind: kind, source: source, target: target, span: node.span)
        mount.isReadOnly = isReadOnly?.value ?? false
        // Compose creates a missing path unless it is told not to, in the long form as well.
        mount.createsHostPath = bind.createsHostPath?.value ?? isPath
        mount.relabelling = bind.relabelling
        mount.propagation = bind.propagation
        mount.recursion = bind.recursion
        mount.skipsCopy = volume.skipsCopy?.value ?? false
        mount.subpath = volume.subpath ?? image.subpath
        mount.labels = volume.labels
        (mount.size, mount.mode) = (memory.size, memory.mode)
        return mount
    }
}
