import Basis

/// Everything that a checkout will write, looked at before anything is written.
struct CheckoutPlan {
    /// More entries than any tree that is deployed; a tree can name itself over and over and grow without
    /// end.
    private static let entriesLimit = 500_000
    /// Directories in directories.
    private static let depthLimit = 100
    /// The longest path that Linux takes, with room for where it will stand.
    private static let pathLimit = 3500
    /// The longest target that Linux stores in a link.
    private static let targetLimit = ByteCount(4095)
    /// The text in which submodules are looked up.
    private static let modulesLimit = ByteCount.mebibytes(1)

    let commit: ObjectID
    private(set) var directories: [String] = []
    private(set) var files: [(path: String, object: ObjectID, executable: Bool)] = []
    private(set) var links = LinkTargets()
    private var submodules: [String] = []
    private var gitmodules: ObjectID?
    private var count = 0

    init(_ commit: ObjectID, in store: borrowing Store) throws(GitError) {
        self.commit = commit
        var ahead = [(prefix: "", tree: try store.openTree(of: commit).id)]
        while let next = ahead.popLast() {
            try store.job.check()
            let tree = try store.openTree(next.tree)
            ahead += try take(try store.entries(tree, under: next.prefix, commit), under: next.prefix, store)
        }
        if !submodules.isEmpty {
            let text = try gitmodules.map { object throws(GitError) in
                String(
                    decoding: try store.blob(object, named: ".gitmodules", atMost: Self.modulesLimit),
                    as: UTF8.self)
            }
            throw .submodules(submodules.sorted().map { Submodule(path: $0, in: text) }, commit: commit)
        }
        for path in links.targets.keys.sorted() {
            if let objection = links.objection(to: path) {
                throw .unsafePath(path, commit: commit, why: objection)
            }
        }
    }

    /// Takes in one directory, and returns those below it.
    private mutating func take(
        _ entries: [TreeEntry], under prefix: String, _ store: borrowing Store
    ) throws(GitError) -> [(prefix: String, tree: ObjectID)] {
        var below: [(prefix: String, tree: ObjectID)] = []
        var seen: Set<String> = []
        count += entries.count
        guard count <= Self.entriesLimit else {
            throw .tooLarge(what: "the tree", limit: "\(Self.entriesLimit) entries")
        }
        for entry in entries {
            let name = entry.path.dropFirst(prefix.count)
            if let objection = SafeName.objection(to: name) {
                throw .unsafePath(entry.path, commit: commit, why: objection)
            }
            guard entry.path.utf8.count <= Self.pathLimit else {
                throw .unsafePath(
                    entry.path, commit: commit, why: "the path is longer than \(Self.pathLimit) bytes")
            }
            guard seen.insert(String(name)).inserted else {
                throw .unsafePath(entry.path, commit: commit, why: "the directory names it twice")
            }
            switch entry.kind {
            case .directory:
                guard entry.path.split(separator: "/").count <= Self.depthLimit else {
                    throw .tooLarge(what: entry.path, limit: "\(Self.depthLimit) directories in each other")
                }
                directories.append(entry.path)
                below.append((entry.path + "/", entry.object))
            case .file(let executable):
                if entry.path == ".gitmodules" { gitmodules = entry.object }
                files.append((entry.path, entry.object, executable))
            case .link:
                let target = try store.blob(entry.object, named: entry.path, atMost: Self.targetLimit)
                guard let text = String(validating: target, as: UTF8.self), !target.contains(0) else {
                    throw .unsafePath(entry.path, commit: commit, why: "a link whose target is not UTF-8")
                }
                links.targets[entry.path] = text
            case .submodule: submodules.append(entry.path)
            }
        }
        return below
    }
}
