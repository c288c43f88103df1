import Glibc

/// A folder that is removed, with all that is in it, when its last owner lets go.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/belay-subprocesses-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        precondition(made != nil, "no temporary folder can be made")
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        // Tests put files in it, never folders.
        for name in ProcessTable.names(in: path) { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ text: String, mode: mode_t = 0o644) -> String {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, mode)
        precondition(descriptor >= 0, "no file can be written")
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "the file was cut short")
        return file
    }
}
