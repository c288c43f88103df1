import Basis

/// One entry of a directory of a commit.
package struct TreeEntry: Hashable, Sendable {
    /// What an entry is.
    package enum Kind: Hashable, Sendable {
        /// A file.
        case file(executable: Bool)
        /// A symbolic link.
        case link
        /// A directory.
        case directory
        /// A commit of another repository.
        case submodule
    }

    /// The path from the root of the tree.
    package let path: String
    /// What it is.
    package let kind: Kind
    /// The object it names.
    package let object: ObjectID
}
