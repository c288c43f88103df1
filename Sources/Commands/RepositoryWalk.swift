internal import Glibc
internal import Playbooks

/// Walks the folders of a repository for `belay init`.
enum RepositoryWalk {
    /// A repository of more files is looked at as far as this: what describes a deployment lies near the top.
    private static let fileLimit = 20_000
    /// Deeper than this nobody keeps what describes a deployment.
    private static let depthLimit = 6
    /// A larger file is data, not handwriting.
    private static let sizeLimit = 256 << 10
    /// So many files are read at most, the first of each folder first.
    private static let readLimit = 1_000

    /// So much is read at most in all.
    private static let byteLimit = 32 << 20

    /// What lies below a folder, with what git knows of it.
    static func listing(of folder: String) throws(Failure) -> RepositoryListing {
        var walk = Walk(folder)
        walk.run()
        walk.addGit()
        let name = folder.split(separator: "/").last { $0 != "." }.map(String.init) ?? "app"
        return RepositoryListing(folder: name, paths: walk.paths, contents: walk.contents)
    }

    private struct Walk {
        let root: String
        var paths: [String] = []
        var contents: [String: [UInt8]] = [:]
        private var byteCount = 0

        init(_ root: String) { self.root = root }

        /// Breadth first, so that what is cut off is what lies deepest.
        mutating func run() {
            var level = [""]
            for _ in 0..<RepositoryWalk.depthLimit where !level.isEmpty {
                level = level.flatMap { look(into: $0) }
            }
        }

        /// Notes the files of a folder; gives the folders in it. Links to folders are not followed: they can
        /// go in circles.
        private mutating func look(into folder: String) -> [String] {
            var folders: [String] = []
            for entry in RepositoryWalk.entries(of: folder.isEmpty ? root : "\(root)/\(folder)") {
                let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
                if entry.isFolder {
                    if !RepositoryListing.foldersToSkip.contains(entry.name) { folders.append(path) }
                } else if paths.count < RepositoryWalk.fileLimit {
                    paths.append(path)
                    guard RepositoryListing.isWorthReading(path), entry.size <= RepositoryWalk.sizeLimit,
                        contents.count < RepositoryWalk.readLimit,
                        byteCount + entry.size <= RepositoryWalk.byteLimit
                    else { continue }
                    byteCount += entry.size
                    contents[path] = try? TextFile.read("\(root)/\(path)")
                }
            }
            return folders
        }

        /// The few files of git that say where the repository comes from; it may lie further up.
        mutating func addGit() {
            var levels = root.split(separator: "/")
            while true {
                let place = "/" + levels.joined(separator: "/")
                if let folder = RepositoryWalk.gitFolder(at: place == "/" ? "" : place) {
                    return add(git: folder)
                }
                guard !levels.isEmpty else { return }
                levels.removeLast()
            }
        }

        private mutating func add(git folder: (own: String, shared: String)) {
            contents[".git/HEAD"] = try? TextFile.read("\(folder.own)/HEAD")
            for name in ["config", "packed-refs"] {
                contents[".git/\(name)"] = try? TextFile.read("\(folder.shared)/\(name)")
            }
            let tags = RepositoryWalk.entries(of: "\(folder.shared)/refs/tags").filter { !$0.isFolder }
            paths += tags.prefix(RepositoryWalk.fileLimit).map { ".git/refs/tags/\($0.name)" }
        }
    }

    private struct Entry {
        let name: String
        let isFolder: Bool
        let size: Int
    }

    /// The plain files and the folders in a folder, in order; nothing if it cannot be read.
    private static func entries(of folder: String) -> [Entry] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var entries: [Entry] = []
        while entries.count < fileLimit, let found = readdir(handle) {
            let name = withUnsafeBytes(of: found.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            var facts = stat()
            guard name != ".", name != "..",
                fstatat(dirfd(handle), name, &facts, AT_SYMLINK_NOFOLLOW) == 0
            else { continue }
            let isLink = facts.st_mode & S_IFMT == S_IFLNK
            guard !isLink || fstatat(dirfd(handle), name, &facts, 0) == 0 else { continue }
            let kind = facts.st_mode & S_IFMT
            guard kind == S_IFREG || kind == S_IFDIR && !isLink else { continue }
            entries.append(Entry(name: name, isFolder: kind == S_IFDIR, size: Int(facts.st_size)))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// Where git keeps what belongs to a work tree, and what it shares with others; in a second work tree
    /// `.git` is a file that says so.
    private static func gitFolder(at place: String) -> (own: String, shared: String)? {
        let path = "\(place)/.git"
        if access("\(path)/HEAD", R_OK) == 0 { return (path, path) }
        guard let pointer = try? TextFile.read(path) else { return nil }
        let line = String(decoding: pointer, as: UTF8.self).split(separator: "\n").first ?? ""
        guard line.hasPrefix("gitdir: ") else { return nil }
        let target = String(line.dropFirst(8))
        let own = target.hasPrefix("/") ? target : "\(place)/\(target)"
        let common = (try? TextFile.read("\(own)/commondir")).map { String(decoding: $0, as: UTF8.self) }
        guard let shared = common?.split(separator: "\n").first else { return (own, own) }
        return (own, shared.hasPrefix("/") ? String(shared) : "\(own)/\(shared)")
    }
}
