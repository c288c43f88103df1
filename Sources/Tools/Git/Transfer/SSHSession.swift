import Basis
internal import CSSH2
internal import Glibc

/// One ssh connection that runs one program on the other side.
///
/// It is ours and not libgit2's because libgit2 reads known_hosts from the operator's home, fails where
/// HOME is not set, and cannot be interrupted.
///
/// Unchecked: libssh2's handles are touched by one thread at a time, the one that runs the job; libgit2
/// hands the session through C, where Swift cannot see that.
final class SSHSession: @unchecked Sendable {
    /// What the other side's program says on its standard error is kept up to here: enough for a reason.
    private static let wordsLimit = 4096
    /// What may be under way without an acknowledgement: libssh2's own default, a macro that Swift cannot
    /// see.
    private static let window: UInt32 = 2 << 20
    /// The largest piece: as above.
    private static let packet: UInt32 = 32768

    private let job: Job
    private let socket: Socket
    let session: OpaquePointer
    private var channel: OpaquePointer?
    private var words: [UInt8] = []

    init(host: String, port: Int, upstream: Upstream, user: String, for job: Job) throws(GitError) {
        self.job = job
        socket = try Socket(host: host, port: String(port), for: job)
        guard let session = libssh2_session_init_ex(nil, nil, nil, nil) else {
            throw .unreachable(place: job.place, why: "libssh2 cannot start a session")
        }
        self.session = session
        libssh2_session_set_blocking(session, 0)
        let hosts = try SSHSession.knownHosts(upstream.knownHosts)
        try job.enter(.handshaking)
        try prefer(hosts.types(host: host, port: port))
        try retry("handshake") { libssh2_session_handshake(session, socket.descriptor) }
        try believe(hosts, host: host, port: port, files: upstream.knownHosts)
        try job.enter(.authenticating)
        try SSHAuthentication(session: self, user: user, job: job).authenticate(upstream.credentials)
    }

    deinit {
        // Without a peer nothing can be waited for, so both end at once; libssh2 asks again only for what
        // it queued.
        shutdown(socket.descriptor, Int32(SHUT_RDWR))
        if let channel { SSHSession.insist { libssh2_channel_free(channel) } }
        SSHSession.insist { libssh2_session_free(session) }
    }

    private static func insist(_ call: () -> Int32) {
        for _ in 0..<100 where call() != LIBSSH2_ERROR_EAGAIN { return }
    }

    private static func knownHosts(_ files: [String]) throws(GitError) -> KnownHosts {
        var hosts = KnownHosts()
        for file in files {
            hosts.add(String(decoding: try FileBytes.read(file), as: UTF8.self), from: file)
        }
        return hosts
    }

    /// Asks for keys of the known types first, so that a host with several shows one that can be checked.
    private func prefer(_ types: [String]) throws(GitError) {
        let all = [
            "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
            "rsa-sha2-512",
            "rsa-sha2-256", "ssh-rsa",
        ]
        let wanted = types.flatMap { $0 == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [$0] }
        // What it does not know, the library takes out of the list by copying memory onto itself.
        let known = try supported().intersection(all)
        let order = wanted.filter(known.contains) + all.filter { known.contains($0) && !wanted.contains($0) }
        let code = libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, order.joined(separator: ","))
        guard code == 0 else { throw refusal("choosing host key types") }
    }

    private func supported() throws(GitError) -> Set<String> {
        var names: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        let count = libssh2_session_supported_algs(session, LIBSSH2_METHOD_HOSTKEY, &names)
        guard count > 0, let names else { throw refusal("asking for host key types") }
        defer { libssh2_free(session, names) }
        return Set((0..<Int(count)).compactMap { names[$0].map { String(cString: $0) } })
    }

    private func believe(_ hosts: KnownHosts, host: String, port: Int, files: [String]) throws(GitError) {
        guard let key = SSHHostKey.shown(by: session, host: host, port: port) else {
            throw refusal("host key")
        }
        switch hosts.verdict(key) {
        case .known: return
        case .unknown: throw .hostUnknown(key, files: files)
        case .changed(let known): throw .hostKeyChanged(key, known: known)
        case .revoked(let source): throw .hostKeyRevoked(key, at: source)
        }
    }

    func start(_ command: String) throws(GitError) {
        let channel = try open()
        self.channel = channel
        try retry("starting \(command.prefix(15))") {
            command.withCString { text in
                libssh2_channel_process_startup(channel, "exec", 4, text, UInt32(command.utf8.count))
            }
        }
        try job.enter(.listingNames)
    }

    private func open() throws(GitError) -> OpaquePointer {
        while true {
            let channel = libssh2_channel_open_ex(
                session, "session", 7, SSHSession.window, SSHSession.packet, nil, 0)
            if let channel { return channel }
            guard libssh2_session_last_errno(session) == LIBSSH2_ERROR_EAGAIN else {
                throw refusal("opening a channel")
            }
            try waitForTraffic()
        }
    }

    /// How many bytes came; zero at the end.
    func read(into buffer: UnsafeMutablePointer<CChar>, _ count: Int) throws(GitError) -> Int {
        guard let channel else { return 0 }
        while true {
            let read = libssh2_channel_read_ex(channel, 0, buffer, count)
            if read > 0 { return read }
            guard read == 0 || read == Int(LIBSSH2_ERROR_EAGAIN) else { throw refusal("reading") }
            keepWords(channel)
            if libssh2_channel_eof(channel) == 1 { return 0 }
            // Looking for words may have taken from the socket what this was waiting for: then no traffic
            // will come to wake us.
            guard queued(in: channel) == 0 else { continue }
            try waitForTraffic()
        }
    }

    /// How many bytes have been taken from the socket and not been read, of either stream.
    private func queued(in channel: OpaquePointer) -> UInt {
        var count: UInt = 0
        _ = libssh2_channel_window_read_ex(channel, &count, nil)
        return count
    }

    func write(_ bytes: UnsafePointer<CChar>, _ count: Int) throws(GitError) {
        guard let channel else { throw refusal("writing before a channel") }
        var sent = 0
        while sent < count {
            let written = libssh2_channel_write_ex(channel, 0, bytes + sent, count - sent)
            if written == Int(LIBSSH2_ERROR_EAGAIN) {
                try waitForTraffic()
            } else if written < 0 {
                throw refusal("writing")
            } else {
                sent += written
            }
        }
    }

    /// What the other side's program wrote on its standard error.
    var lastWords: String { Remark.clean(words) }

    private func keepWords(_ channel: OpaquePointer) {
        var buffer = [CChar](repeating: 0, count: 1024)
        while true {
            let count = libssh2_channel_read_ex(
                channel, Int32(SSH_EXTENDED_DATA_STDERR), &buffer, buffer.count)
            guard count > 0 else { return }
            words += buffer[..<count].map(UInt8.init(bitPattern:)).prefix(SSHSession.wordsLimit - words.count)
        }
    }

    /// Repeats a call that would block until it has an answer.
    func retry(_ what: String, _ call: () -> Int32) throws(GitError) {
        while true {
            let code = call()
            if code >= 0 { return }
            guard code == LIBSSH2_ERROR_EAGAIN else { throw refusal(what) }
            try waitForTraffic()
        }
    }

    func waitForTraffic() throws(GitError) {
        let directions = libssh2_session_block_directions(session)
        let sending = directions & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0
        try job.wait(socket.descriptor, for: sending ? Int32(POLLIN | POLLOUT) : POLLIN)
    }

    /// libssh2's own words for the call that failed.
    var libraryWords: String {
        var text: UnsafeMutablePointer<CChar>?
        libssh2_session_last_error(session, &text, nil, 0)
        return text.map { String(cString: $0) } ?? "no reason given"
    }

    private func refusal(_ what: String) -> GitError {
        .unreachable(place: job.place, why: "\(what): \(libraryWords)")
    }
}
