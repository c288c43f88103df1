/// One long conversation over an ssh session of ours.
final class SSHCarrier: Carrier {
    let asksAnew = false
    private let upstream: Upstream
    private let job: Job
    private var session: SSHSession?

    init(_ upstream: Upstream, _ job: Job) { (self.upstream, self.job) = (upstream, job) }

    func begin(_ part: ConversationPart) throws(GitError) {
        // The objects are talked about where the names were.
        if case .names = part { session = try connect() }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
        guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return }
        try open().write(base, bytes.count)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int {
        guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return 0 }
        let session = try open()
        let count = try session.read(into: base, buffer.count)
        let words = session.lastWords
        if count == 0, !words.isEmpty { throw .noSuchRepository(place: job.place, why: words) }
        return count
    }

    func close() { session = nil }

    private func open() throws(GitError) -> SSHSession {
        if let session { return session }
        throw .unreachable(place: job.place, why: "the conversation is over")
    }

    private func connect() throws(GitError) -> SSHSession {
        guard case .ssh(let host, let port, let path) = upstream.address.way else {
            throw .badAddress(shown: job.place, why: "it is not an ssh address")
        }
        let user = upstream.address.user ?? "git"
        let session = try SSHSession(host: host, port: port, upstream: upstream, user: user, for: job)
        // A home-relative path comes as /~user/… in a URL.
        let plain = path.hasPrefix("/~") ? String(path.dropFirst()) : path
        let quoted = plain.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        try session.start("git-upload-pack '\(quoted)'")
        return session
    }
}
