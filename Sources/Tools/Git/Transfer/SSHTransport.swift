internal import CGit2

/// Carries libgit2's conversation over a session of ours.
enum SSHTransport {
    private final class State {
        let upstream: Upstream
        let job: Job
        var session: SSHSession?
        /// One conversation has one stream: libgit2 insists on getting the same one for both of its halves.
        var stream: UnsafeMutablePointer<git2_subtransport_stream>?

        init(_ upstream: Upstream, _ job: Job) { (self.upstream, self.job) = (upstream, job) }
    }

    /// What the transport is made from; it must outlive the remote.
    final class Definition {
        fileprivate let upstream: Upstream
        fileprivate let job: Job

        init(_ upstream: Upstream, _ job: Job) { (self.upstream, self.job) = (upstream, job) }
    }

    /// Makes the transport for a remote: called by libgit2's callback of that name.
    static func make(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?, _ remote: OpaquePointer?,
        _ definition: Definition
    ) -> Int32 {
        var subtransport = git_smart_subtransport_definition(
            callback: { out, _, parameter in SSHTransport.make(out, parameter) }, rpc: 0,
            param: Unmanaged.passUnretained(definition).toOpaque())
        return git_transport_smart(out, remote, &subtransport)
    }

    private static func make(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport>?>?,
        _ parameter: UnsafeMutableRawPointer?
    ) -> Int32 {
        guard let out, let parameter else { return GIT_ERROR.rawValue }
        let definition = Unmanaged<Definition>.fromOpaque(parameter).takeUnretainedValue()
        let made = UnsafeMutablePointer<git2_subtransport>.allocate(capacity: 1)
        made.initialize(to: git2_subtransport())
        made.pointee.state = Unmanaged.passRetained(State(definition.upstream, definition.job)).toOpaque()
        made.pointee.parent.action = { out, transport, _, service in SSHTransport.act(out, transport, service)
        }
        made.pointee.parent.close = { transport in
            SSHTransport.state(transport)?.session = nil
            return 0
        }
        made.pointee.parent.free = { transport in
            guard let transport else { return }
            let ours = UnsafeMutableRawPointer(transport).assumingMemoryBound(to: git2_subtransport.self)
            Unmanaged<State>.fromOpaque(ours.pointee.state).release()
            ours.deallocate()
        }
        out.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: git_smart_subtransport.self)
        return 0
    }

    private static func state(_ transport: UnsafeMutablePointer<git_smart_subtransport>?) -> State? {
        guard let transport else { return nil }
        let ours = UnsafeMutableRawPointer(transport).assumingMemoryBound(to: git2_subtransport.self)
        return Unmanaged<State>.fromOpaque(ours.pointee.state).takeUnretainedValue()
    }

    private static func act(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
        _ transport: UnsafeMutablePointer<git_smart_subtransport>?, _ service: git_smart_service_t
    ) -> Int32 {
        guard let out, let transport, let state = state(transport) else { return GIT_ERROR.rawValue }
        do throws(GitError) {
            if service == GIT_SERVICE_UPLOADPACK_LS { state.session = try connect(state) }
        } catch { return state.job.abandon(error) }
        guard state.session != nil, service == GIT_SERVICE_UPLOADPACK_LS || service == GIT_SERVICE_UPLOADPACK
        else {
            return GIT_ERROR.rawValue
        }
        if service == GIT_SERVICE_UPLOADPACK, let stream = state.stream {
            out.pointee = UnsafeMutableRawPointer(stream).assumingMemoryBound(
                to: git_smart_subtransport_stream.self)
            return 0
        }
        out.pointee = makeStream(transport, state)
        return 0
    }

    private static func makeStream(
        _ transport: UnsafeMutablePointer<git_smart_subtransport>, _ state: State
    ) -> UnsafeMutablePointer<git_smart_subtransport_stream> {
        let stream = UnsafeMutablePointer<git2_subtransport_stream>.allocate(capacity: 1)
        stream.initialize(to: git2_subtransport_stream())
        stream.pointee.state = Unmanaged.passRetained(state).toOpaque()
        stream.pointee.parent.subtransport = transport
        stream.pointee.parent.read = { stream, buffer, size, read in
            SSHTransport.read(stream, buffer, size, read)
        }
        stream.pointee.parent.write = { stream, bytes, count in SSHTransport.write(stream, bytes, count) }
        stream.pointee.parent.free = { stream in
            guard let stream else { return }
            let ours = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git2_subtransport_stream.self)
            let state = Unmanaged<State>.fromOpaque(ours.pointee.state)
            state.takeUnretainedValue().stream = nil
            state.release()
            ours.deallocate()
        }
        state.stream = stream
        return UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git_smart_subtransport_stream.self)
    }

    private static func connect(_ state: State) throws(GitError) -> SSHSession {
        guard case .ssh(let host, let port, let path) = state.upstream.address.way else {
            throw .badAddress(shown: state.job.place, why: "it is not an ssh address")
        }
        let user = state.upstream.address.user ?? "git"
        let session = try SSHSession(
            host: host, port: port, upstream: state.upstream, user: user, for: state.job)
        // A home-relative path comes as /~user/… in a URL.
        let plain = path.hasPrefix("/~") ? String(path.dropFirst()) : path
        let quoted = plain.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        try session.start("git-upload-pack '\(quoted)'")
        return session
    }

    private static func stream(_ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?) -> State? {
        guard let stream else { return nil }
        let ours = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git2_subtransport_stream.self)
        return Unmanaged<State>.fromOpaque(ours.pointee.state).takeUnretainedValue()
    }

    private static func read(
        _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?,
        _ buffer: UnsafeMutablePointer<CChar>?,
        _ size: Int, _ read: UnsafeMutablePointer<Int>?
    ) -> Int32 {
        guard let state = self.stream(stream), let session = state.session, let buffer, let read else {
            return GIT_ERROR.rawValue
        }
        do throws(GitError) {
            read.pointee = try session.read(into: buffer, size)
        } catch { return state.job.abandon(error) }
        let words = session.lastWords
        if read.pointee == 0, !words.isEmpty {
            return state.job.abandon(.noSuchRepository(place: state.job.place, why: words))
        }
        return 0
    }

    private static func write(
        _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?, _ bytes: UnsafePointer<CChar>?,
        _ count: Int
    ) -> Int32 {
        guard let state = self.stream(stream), let session = state.session, let bytes else {
            return GIT_ERROR.rawValue
        }
        do throws(GitError) {
            try session.write(bytes, count)
            return 0
        } catch { return state.job.abandon(error) }
    }
}
