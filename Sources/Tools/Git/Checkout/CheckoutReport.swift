package import Basis

/// What a checkout wrote.
package struct CheckoutReport: Hashable, Sendable {
    /// The commit that was written.
    package let commit: ObjectID
    /// How many files and links.
    package let files: Int
    /// How many bytes of content.
    package let bytes: ByteCount
    /// Files that are only pointers to Git LFS: their content is somewhere else, and is not fetched.
    package let lfsPointers: [String]
}
