/// A file of manifests: its name as the operator knows it, and what is in it.
package struct KubernetesFile: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The content.
    package let bytes: [UInt8]

    /// Names some bytes.
    package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
}
