package import Basis

/// Something mounted into a container.
package struct ComposeMount: Equatable, Sendable {
    /// What is mounted.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A volume, a path of the host, memory, a pipe of Windows, a cluster's volume, the files of an
        /// image.
        case volume, bind, tmpfs, npipe, cluster, image
    }

    /// What is mounted.
    package var kind: Kind
    /// The key of a volume, a path of the host resolved against the project, or an image; nil for a volume
    /// without a name and for memory.
    package var source: Located<String>?
    /// The path in the container, without `.`, `..` and doubled slashes.
    package var target: Located<String>
    /// Whether the container cannot write.
    package var isReadOnly = false
    /// Whether a missing path of the host is created; the short form does.
    package var createsHostPath = false
    /// Whether the content is relabelled for SELinux: `z` shared, `Z` private.
    package var relabelling: Located<String>?
    /// How mounts below it pass over.
    package var propagation: Located<String>?
    /// Whether mounts below it come along: `enabled`, `disabled`, `writable` or `readonly`.
    package var recursion: Located<String>?
    /// Whether a new volume is not filled from the image.
    package var skipsCopy = false
    /// The part of the volume or image that is mounted.
    package var subpath: Located<String>?
    /// How large memory may grow.
    package var size: Located<ByteCount>?
    /// The permissions of memory.
    package var mode: Located<Int>?
    /// Labels of a volume without a name.
    package var labels: [Named<Located<ComposeText>>] = []
    /// Where it is written.
    package let span: Span

    /// A mount without options.
    package init(kind: Kind, source: Located<String>?, target: Located<String>, span: Span) {
        (self.kind, self.source, self.target, self.span) = (kind, source, target, span)
    }
}
