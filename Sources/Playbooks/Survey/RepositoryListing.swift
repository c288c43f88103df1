/// A repository as `belay init` sees it: the paths of its files, and what is in those that may say something.
package struct RepositoryListing: Sendable {
    /// The name of its folder.
    package let folder: String
    /// The paths of its files, from its folder, in order.
    package let paths: [String]
    private let contents: [String: [UInt8]]

    /// A listing of paths, some with their contents; what git knows stands below `.git/`.
    package init(folder: String, paths: [String], contents: [String: [UInt8]]) {
        (self.folder, self.contents) = (folder, contents)
        self.paths = Set(paths).union(contents.keys).sorted()
    }

    /// Folders in which nothing of the project's own is: what was installed, built or cached.
    package static let foldersToSkip: Set<String> = [
        ".git", ".venv", "venv", "node_modules", "vendor", "dist", "build", "target", "__pycache__", ".next",
        ".build", ".terraform", ".cache", ".idea", ".vscode", "coverage", "site-packages", "bower_components",
    ]

    /// Whether what is in a file may say something.
    package static func isWorthReading(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if [".yml", ".yaml", ".conf", ".template"].contains(where: name.hasSuffix) { return true }
        if name.hasPrefix("Dockerfile") || name.hasSuffix(".Dockerfile") || name.hasPrefix("Caddyfile") {
            return true
        }
        return [
            ".env", ".env.example", ".env.sample", ".env.template", ".env.dist", "package.json",
            "haproxy.cfg",
            "Gemfile",
        ].contains(name)
    }

    /// What is in a file, if it was read.
    func bytes(_ path: String) -> [UInt8]? { contents[path] }

    /// The same as text.
    func text(_ path: String) -> String? { contents[path].map { String(decoding: $0, as: UTF8.self) } }

    /// The files of a name, those nearest to the top first.
    func paths(named name: String) -> [String] {
        paths.filter { $0.fileName == name && !$0.hasPrefix(".git/") }.nearestFirst
    }

    func has(_ path: String) -> Bool { paths.contains(path) }

    /// Whether a path is a folder with files in it.
    func hasFolder(_ path: String) -> Bool { paths.contains { $0.hasPrefix("\(path)/") } }
}

extension String {
    /// The last part of a path.
    var fileName: String { split(separator: "/").last.map(String.init) ?? self }

    /// Whether a path lies in a folder or is it; everything lies in the top.
    func lies(in folder: String) -> Bool {
        folder.isEmpty || folder == "." || self == folder || hasPrefix("\(folder)/")
    }
}

extension [String] {
    /// Paths sorted by depth, then by name.
    var nearestFirst: [String] {
        sorted { ($0.split(separator: "/").count, $0) < ($1.split(separator: "/").count, $1) }
    }
}
