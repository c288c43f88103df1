/// A name and an address as they stand in a commit or tag: claimed by the writer, proved by nobody.
package struct Identity: Hashable, Sendable, Codable {
    /// The name.
    package let name: String
    /// The address.
    package let email: String
    /// When it was written, in seconds since 1970.
    package let time: Int64
}
