internal import Glibc

/// A connected TCP socket that waits only as long as its job may.
final class Socket: Sendable {
    let descriptor: Int32

    init(host: String, port: String, for job: Job) throws(GitError) {
        try job.enter(.resolvingTheHost)
        let addresses = try HostLookup.addresses(host: host, port: port, for: job)
        try job.enter(.connecting)
        var why = "the host has no address"
        for address in addresses {
            let candidate = socket(Int32(address.family), Int32(SOCK_STREAM.rawValue) | Socket.flags, 0)
            guard candidate >= 0 else {
                why = lastSystemError()
                continue
            }
            do throws(GitError) {
                if let refusal = try Socket.connect(candidate, to: address, for: job) {
                    why = refusal
                    close(candidate)
                    continue
                }
            } catch {
                close(candidate)
                throw error
            }
            descriptor = candidate
            return
        }
        throw .unreachable(place: job.place, why: "cannot connect to \(host) port \(port): \(why)")
    }

    deinit { close(descriptor) }

    private static let flags = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)

    /// Nil once connected, otherwise the system's words.
    private static func connect(_ socket: Int32, to address: HostLookup.Address, for job: Job)
        throws(GitError)
        -> String?
    {
        let begun = address.bytes.withUnsafeBytes { raw -> Int32 in
            guard let base = raw.baseAddress else { return -1 }
            return Glibc.connect(socket, base.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
        }
        if begun == 0 { return nil }
        guard errno == EINPROGRESS else { return lastSystemError() }
        try job.wait(socket, for: POLLOUT)
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { return lastSystemError() }
        return code == 0 ? nil : String(cString: strerror(code))
    }

    /// How many bytes came; zero at the end.
    func read(into buffer: UnsafeMutableRawPointer, _ count: Int, for job: Job) throws(GitError) -> Int {
        while true {
            let read = recv(descriptor, buffer, count, 0)
            if read >= 0 { return read }
            if errno == EINTR { continue }
            guard errno == EAGAIN else { throw .unreachable(place: job.place, why: lastSystemError()) }
            try job.wait(descriptor, for: POLLIN)
        }
    }

    /// How many bytes went.
    func write(_ bytes: UnsafeRawPointer, _ count: Int, for job: Job) throws(GitError) -> Int {
        while true {
            let written = send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
            if written >= 0 { return written }
            if errno == EINTR { continue }
            guard errno == EAGAIN else { throw .unreachable(place: job.place, why: lastSystemError()) }
            try job.wait(descriptor, for: POLLOUT)
        }
    }
}
