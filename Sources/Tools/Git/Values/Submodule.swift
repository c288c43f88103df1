/// A place in a tree where another repository belongs.
package struct Submodule: Hashable, Sendable {
    /// The path from the root of the tree.
    package let path: String
    /// The line of `.gitmodules` that names the path; nil if none does.
    package let line: Int?

    /// Finds the line that names a path in the text of a `.gitmodules` file.
    init(path: String, in gitmodules: String?) {
        self.path = path
        let lines = gitmodules?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
        line = lines.firstIndex { line in
            let parts = line.split(separator: "=", maxSplits: 1).map {
                $0.filter { !$0.isWhitespace && $0 != "\"" }
            }
            return parts.count == 2 && parts[0].lowercased() == "path"
                && parts[1] == path.filter { !$0.isWhitespace }
        }.map { $0 + 1 }
    }
}
