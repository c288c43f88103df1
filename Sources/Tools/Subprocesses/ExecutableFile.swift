internal import Glibc

/// A program found in the file system, with the words it is started with.
struct ExecutableFile {
    let path: String
    let words: [String]

    /// Finds an invocation's program, and says precisely why there is none.
    init(for invocation: Invocation) throws(SubprocessError) {
        let command = invocation.description
        switch invocation.program {
        case .at(let path):
            guard path.hasPrefix("/") else {
                throw .unusableWord(
                    command: command, what: "the path of a program must be absolute, not \(path)")
            }
            (self.path, words) = (path, [path] + invocation.arguments)
        case .shell(let script):
            (path, words) = ("/bin/sh", ["sh", "-c", script, "sh"] + invocation.arguments)
        case .named(let name, let folders):
            path = try ExecutableFile.search(name, in: folders, for: command)
            words = [name] + invocation.arguments
        }
    }

    private static func search(
        _ name: String, in folders: [String], for command: String
    ) throws(SubprocessError) -> String {
        guard !name.isEmpty, !name.contains("/"), folders.allSatisfy({ $0.hasPrefix("/") }) else {
            throw .unusableWord(
                command: command, what: "a program is looked up by its bare name, in absolute folders")
        }
        var unusable: String?
        for path in folders.map({ "\($0)/\(name)" }) where isFile(path) {
            if access(path, X_OK) == 0 { return path }
            unusable = unusable ?? path
        }
        if let unusable {
            throw .notExecutable(command: command, path: unusable, why: SystemError.text(of: EACCES))
        }
        throw .notFound(command: command, searched: folders)
    }

    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
