internal import CGit2

/// The sockets under libgit2's https: its own ones block without bound, these heed the job they work for.
enum SocketStream {
    /// libgit2 asks for a socket with nothing but host and port; the job is the one that runs on this
    /// thread.
    @TaskLocal static var job: Job?

    private final class State {
        let host: String
        let port: String
        let job: Job
        var socket: Socket?

        init(host: String, port: String, job: Job) { (self.host, self.port, self.job) = (host, port, job) }
    }

    static func register() -> Int32 {
        var registration = git_stream_registration(
            version: GIT_STREAM_VERSION,
            init: { out, host, port in SocketStream.make(out, host, port) },
            wrap: nil)
        return git_stream_register(GIT_STREAM_STANDARD, &registration)
    }

    private static func make(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_stream>?>?, _ host: UnsafePointer<CChar>?,
        _ port: UnsafePointer<CChar>?
    ) -> Int32 {
        guard let out, let host, let port, let job else { return GIT_ERROR.rawValue }
        let state = State(host: String(cString: host), port: String(cString: port), job: job)
        let stream = UnsafeMutablePointer<git2_socket_stream>.allocate(capacity: 1)
        stream.initialize(to: git2_socket_stream())
        stream.pointee.state = Unmanaged.passRetained(state).toOpaque()
        stream.pointee.parent.version = GIT_STREAM_VERSION
        stream.pointee.parent.connect = { stream in SocketStream.connect(stream) }
        stream.pointee.parent.read = { stream, buffer, count in SocketStream.read(stream, buffer, count) }
        stream.pointee.parent.write = { stream, bytes, count, _ in SocketStream.write(stream, bytes, count) }
        stream.pointee.parent.close = { stream in
            SocketStream.state(stream)?.socket = nil
            return 0
        }
        stream.pointee.parent.free = { stream in SocketStream.free(stream) }
        out.pointee = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git_stream.self)
        return 0
    }

    private static func state(_ stream: UnsafeMutablePointer<git_stream>?) -> State? {
        guard let stream else { return nil }
        let ours = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git2_socket_stream.self)
        return Unmanaged<State>.fromOpaque(ours.pointee.state).takeUnretainedValue()
    }

    private static func connect(_ stream: UnsafeMutablePointer<git_stream>?) -> Int32 {
        guard let state = state(stream) else { return GIT_ERROR.rawValue }
        do throws(GitError) {
            state.socket = try Socket(host: state.host, port: state.port, for: state.job)
            return 0
        } catch { return state.job.abandon(error) }
    }

    private static func read(
        _ stream: UnsafeMutablePointer<git_stream>?, _ buffer: UnsafeMutableRawPointer?, _ count: Int
    ) -> Int {
        guard let state = state(stream), let socket = state.socket, let buffer else { return -1 }
        do throws(GitError) {
            return try socket.read(into: buffer, count, for: state.job)
        } catch { return Int(state.job.abandon(error)) }
    }

    private static func write(
        _ stream: UnsafeMutablePointer<git_stream>?, _ bytes: UnsafePointer<CChar>?, _ count: Int
    ) -> Int {
        guard let state = state(stream), let socket = state.socket, let bytes else { return -1 }
        do throws(GitError) {
            return try socket.write(bytes, count, for: state.job)
        } catch { return Int(state.job.abandon(error)) }
    }

    private static func free(_ stream: UnsafeMutablePointer<git_stream>?) {
        guard let stream else { return }
        let ours = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git2_socket_stream.self)
        Unmanaged<State>.fromOpaque(ours.pointee.state).release()
        ours.deallocate()
    }
}
