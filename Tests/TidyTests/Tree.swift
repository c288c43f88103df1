/// All files that a rule may look at: the checkout, or a few planted ones.
struct Tree: Sendable {
    let files: [SourceFile]
    let swift: [SwiftFile]

    private let byPath: [String: Int]
    private let folders: Set<String>

    init(_ files: [SourceFile]) {
        self.init(files, swift: files.filter { $0.path.hasSuffix(".swift") && $0.isText }.map(SwiftFile.init))
    }

    init(_ unsorted: [SourceFile], swift: [SwiftFile]) {
        files = unsorted.sorted { $0.path < $1.path }
        self.swift = swift.sorted { $0.path < $1.path }
        byPath = Dictionary(files.enumerated().map { ($1.path, $0) }) { first, _ in first }
        var folders: Set<String> = [""]
        for file in files {
            let parts = file.path.split(separator: "/")
            for count in parts.indices { folders.insert(parts[..<count].joined(separator: "/")) }
        }
        self.folders = folders
    }

    /// The file at a path from the root.
    func file(at path: String) -> SourceFile? { byPath[path].map { files[$0] } }

    /// Whether a path from the root names a file or a folder that holds one.
    func contains(_ path: String) -> Bool { byPath[path] != nil || folders.contains(path) }

    /// Reads the Swift files on all cores.
    static func reading(_ files: [SourceFile]) async -> Tree {
        let swift = await withTaskGroup(of: SwiftFile.self) { group in
            for file in files where file.path.hasSuffix(".swift") && file.isText {
                group.addTask { SwiftFile(file) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return Tree(files, swift: swift)
    }
}
