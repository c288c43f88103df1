/// What may be read of a folder: all that the readers ever ask of a disk, or of a commit.
///
/// Paths begin at the folder or are absolute.
package struct FileTree: Sendable {
    /// All of a file's bytes; nil if it is not there or cannot be read.
    package let file: @Sendable (String) -> [UInt8]?
    /// The names of the files that lie directly in a folder, in order; nil if there is no such folder.
    package let names: @Sendable (String) -> [String]?

    /// A tree of two questions.
    package init(
        file: @escaping @Sendable (String) -> [UInt8]?, names: @escaping @Sendable (String) -> [String]?
    ) {
        (self.file, self.names) = (file, names)
    }

    /// A tree in memory: contents by their paths.
    package init(_ files: [String: [UInt8]]) {
        file = { files[$0] }
        names = { folder in
            let prefix = folder == "." || folder.isEmpty ? "" : "\(folder)/"
            let inside = files.keys.filter {
                $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains("/")
            }
            return inside.isEmpty ? nil : inside.map { String($0.dropFirst(prefix.count)) }.sorted()
        }
    }
}
