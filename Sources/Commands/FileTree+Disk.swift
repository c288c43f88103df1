internal import Glibc
internal import Playbooks

extension FileTree {
    /// The files below a folder of this machine, whose path is empty or ends in `/`. A file that cannot be
    /// read is, to the readers, not there.
    static func disk(_ folder: String) -> FileTree {
        let path = { @Sendable (name: String) in
            name.hasPrefix("/") ? name : folder + name
        }
        return FileTree(
            file: { try? TextFile.read(path($0)) },
            names: { fileNames(in: path($0)) })
    }

    /// The names of the files in a folder, links to files among them, in order; nil if there is none.
    static func fileNames(in folder: String) -> [String]? {
        guard let handle = opendir(folder) else { return nil }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            var facts = stat()
            guard fstatat(dirfd(handle), name, &facts, 0) == 0, facts.st_mode & S_IFMT == S_IFREG else {
                continue
            }
            names.append(name)
        }
        return names.sorted()
    }
}
