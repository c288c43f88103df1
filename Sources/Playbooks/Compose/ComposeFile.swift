/// The bytes of a Compose file, under the name by which the operator knows it.
package struct ComposeFile: Sendable {
    /// The path, relative to the project's directory or absolute.
    package let name: String
    /// What is in it.
    package let bytes: [UInt8]

    /// Names bytes.
    package init(name: String, bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
    }
}
