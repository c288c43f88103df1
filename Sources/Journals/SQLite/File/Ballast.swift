internal import Basis
internal import Glibc
internal import Ports
internal import Seals

/// Room on the disk that a run keeps for itself in both directions: files beside the journal, one a claim,
/// that are given up when the disk is full, so that the outcomes of what was begun can still be written.
final class Ballast: Sendable {
    private let prefix: String
    private let size: ByteCount
    private let location: String
    private let kept = Guarded<Set<String>>([])

    init(beside path: String, of size: ByteCount, location: String) {
        (prefix, self.size, self.location) = ("\(path)-reserve-", size, location)
    }

    /// Takes the room for a scope, or throws `full`.
    func keep(for scope: Scope) throws(JournalError) {
        let path = path(for: scope)
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(errno, at: path) }
        defer { close(file) }
        let code = posix_fallocate(file, 0, Int(size.bytes))
        guard code == 0 else {
            unlink(path)
            throw problem(code, at: path)
        }
        kept.withLock { _ = $0.insert(path) }
    }

    /// Gives the room of a scope back: its claim is.
    func giveBack(for scope: Scope) {
        let path = path(for: scope)
        unlink(path)
        kept.withLock { _ = $0.remove(path) }
    }

    /// Gives all of it up, for what must be written now; false if there was none.
    func drop() -> Bool {
        kept.withLock { paths in
            defer { paths = [] }
            return paths.reduce(false) { unlink($1) == 0 || $0 }
        }
    }

    private func path(for scope: Scope) -> String {
        // Names may hold anything; the hash of both is a name that a file can have.
        prefix + SHA256.digest(of: Array("\(scope.app)\0\(scope.environment)".utf8)).short
    }

    private func problem(_ code: Int32, at path: String) -> JournalError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: JournalError(.full(needed: size), at: location)
        case EACCES, EPERM: JournalError(.notPermitted(path, owner: nil), at: location)
        case EROFS: JournalError(.readOnly, at: location)
        default: JournalError(.failed("\(path): \(String(cString: strerror(code)))"), at: location)
        }
    }
}
