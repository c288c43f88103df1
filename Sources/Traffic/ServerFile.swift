internal import FoundationEssentials
internal import Glibc

/// The file in which a switch finds its servers when it starts or is loaded anew.
///
/// Written beside itself, brought to the disk, tested where that is possible, and put in place as one. Two
/// who share a switch wait for each other.
package struct ServerFile: Sendable {
    /// Nobody holds the lock longer than a test of the configuration takes.
    private static let lockPatience = Duration.seconds(30)

    /// Where it is.
    let path: String
    let backend: String
    /// Tests what stands at a path; throws what the switch says against it.
    let test: (@Sendable (String) async throws -> Void)?

    /// The file of a backend's servers, and how its successor is tested before it is put in place.
    package init(
        _ path: String, backend: String, test: (@Sendable (String) async throws -> Void)? = nil
    ) {
        (self.path, self.backend, self.test) = (path, backend, test)
    }

    /// Changes the servers, if that makes any difference.
    func change(_ change: (inout ServerLines) -> Void) async throws {
        try await FileLock.holding(path + ".lock", for: ServerFile.lockPatience) {
            let text = try FileText.read(path)
            guard var lines = ServerLines(text, backend: backend) else {
                throw TrafficFailure(
                    .file, at: path,
                    why:
                        "it lacks the lines `\(ServerLines.begin(backend))` and `\(ServerLines.end(backend))`"
                )
            }
            change(&lines)
            guard lines.text != text else { return }
            try await FileText.replace(path, with: lines.text, test: test)
        }
    }
}

/// A text file that is read and replaced as a whole.
enum FileText {
    static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TrafficFailure(.file, at: path, why: "it cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Beside it, to the disk, tested, in its place, and the folder to the disk.
    static func replace(
        _ path: String, with text: String, test: (@Sendable (String) async throws -> Void)?
    ) async throws {
        let successor = path + ".belay"
        try write(text, to: successor, like: path)
        do { try await test?(successor) } catch {
            unlink(successor)
            throw error
        }
        guard Glibc.rename(successor, path) == 0 else { throw failure(path) }
        let folder = open(
            String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/", O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func write(_ text: String, to path: String, like other: String) throws {
        var standing = stat()
        let mode = stat(other, &standing) == 0 ? standing.st_mode & 0o777 : 0o644
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        fchmod(descriptor, mode)
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(path) }
            sent += count
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    static func failure(_ path: String) -> TrafficFailure {
        TrafficFailure(.file, at: path, why: String(cString: strerror(errno)))
    }
}

/// A lock between processes, by a file.
enum FileLock {
    static func holding(_ path: String, for patience: Duration, _ work: () async throws -> Void) async throws
    {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileText.failure(path) }
        defer { close(descriptor) }
        let end = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < end else {
                throw TrafficFailure(.file, at: path, why: "somebody else has held it for \(patience)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        try await work()
    }
}
