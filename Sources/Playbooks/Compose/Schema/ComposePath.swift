/// Paths as text: nothing here looks at a disk.
enum ComposePath {
    /// A path of the host as seen from the project: home and absolute paths and addresses as they are.
    static func resolve(_ path: String, in directory: String) -> String {
        if path.hasPrefix("/") || path.hasPrefix("~") || isWindows(path) || path.contains("://") {
            return path
        }
        let joined = directory.isEmpty ? path : "\(directory)/\(path)"
        return clean(joined)
    }

    /// The path without `.`, `..` and doubled slashes; `.` if nothing is left.
    static func clean(_ path: String) -> String {
        let isAbsolute = path.hasPrefix("/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isAbsolute ? "/\(joined)" : joined.isEmpty ? "." : joined
    }

    /// The directory of a file, empty for the project's own.
    static func directory(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "" }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// Whether a path begins with a drive of Windows.
    static func isWindows(_ path: some StringProtocol) -> Bool {
        let head = Array(path.utf8.prefix(3))
        guard head.count == 3, head[0].beginsName, head[1] == UInt8(ascii: ":") else { return false }
        return head[2] == UInt8(ascii: "\\") || head[2] == UInt8(ascii: "/")
    }
}
