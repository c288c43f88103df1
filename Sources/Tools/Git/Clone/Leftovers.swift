internal import Glibc

/// What a process that died left in a clone: lock files of names, and packs that were never finished.
///
/// Only looked for by whoever holds the clone's lock, so none of it can belong to another Belay. A lock
/// file is given a moment all the same, should somebody run git by hand.
struct Leftovers {
    /// No program holds the lock of a name longer than it takes to write one line.
    private static let patience: Int = 1
    /// How deep names are searched; git's own are rarely deeper than three.
    private static let depthLimit = 16

    let root: String
    let job: Job

    /// Removes them, and returns their paths within the clone.
    func remove() throws(GitError) -> [String] {
        var found: [String] = []
        try collect("", depth: 0, into: &found)
        for path in found {
            if path.hasSuffix(".lock") { try outwait(path) }
            unlink("\(root)/\(path)")
        }
        return found
    }

    private func outwait(_ path: String) throws(GitError) {
        var status = stat()
        while stat("\(root)/\(path)", &status) == 0, time(nil) - status.st_mtim.tv_sec <= Leftovers.patience,
            time(nil) >= status.st_mtim.tv_sec
        {
            try job.pause(.milliseconds(50))
        }
    }

    private func collect(_ directory: String, depth: Int, into found: inout [String]) throws(GitError) {
        guard depth < Leftovers.depthLimit, let stream = opendir("\(root)/\(directory)") else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = FileTree.name(of: entry)
            guard name != ".", name != ".." else { continue }
            let path = directory.isEmpty ? name : "\(directory)/\(name)"
            if entry.pointee.d_type == UInt8(DT_DIR) {
                // Loose objects are many and never locked; their folders have names of two letters.
                let holdsLeftovers = directory != "objects" || name == "pack"
                if holdsLeftovers { try collect(path, depth: depth + 1, into: &found) }
            } else if isLeftover(name, in: directory) {
                found.append(path)
            }
        }
    }

    private func isLeftover(_ name: String, in directory: String) -> Bool {
        switch directory {
        case "objects": name.hasPrefix("tmp_object")
        case "objects/pack": name.hasPrefix("pack_git2_") || name.hasSuffix(".lock")
        default: name.hasSuffix(".lock")
        }
    }
}
