import Glibc
import HTTP
import Basis

/// A server in this process that does with each connection whatever the test says.
final class RawServer: Sendable {
    private struct State {
        var accepted = 0
        var open: [Int32: Peer] = [:]
        var isStopped = false
    }

    private let state = Guarded(State())
    private let listener: Int32
    let endpoint: HTTPEndpoint
    private let path: String?

    /// Listens on loopback.
    convenience init(_ serve: @escaping @Sendable (Peer) -> Void) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout.size(ofValue: address))
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(listener, generic, size) == 0, "loopback has a free port")
                getsockname(listener, generic, &size)
            }
        }
        let endpoint = HTTPEndpoint.http(host: "127.0.0.1", port: UInt16(bigEndian: address.sin_port))
        self.init(listener, endpoint, path: nil, serve)
    }

    /// Listens on a socket in the file system.
    convenience init(path: String, _ serve: @escaping @Sendable (Peer) -> Void) {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout.size(ofValue: address))
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(listener, generic, size) == 0, "the socket's folder can be written")
            }
        }
        self.init(listener, .unix(path: path), path: path, serve)
    }

    private init(
        _ listener: Int32, _ endpoint: HTTPEndpoint, path: String?,
        _ serve: @escaping @Sendable (Peer) -> Void
    ) {
        self.listener = listener
        self.endpoint = endpoint
        self.path = path
        precondition(listen(listener, 256) == 0, "a bound socket can listen")
        onThread { [self] in acceptAll(serve) }
    }

    private func acceptAll(_ serve: @escaping @Sendable (Peer) -> Void) {
        while true {
            let descriptor = accept(listener, nil, nil)
            if descriptor < 0 || state.withLock(\.isStopped) {
                if descriptor >= 0 { close(descriptor) }
                break
            }
            let peer = Peer(descriptor)
            state.withLock { state in
                state.accepted += 1
                state.open[descriptor] = peer
            }
            onThread { [self] in
                serve(peer)
                state.withLock { $0.open[descriptor] = nil }
                close(descriptor)
            }
        }
        close(listener)
    }

    /// How many connections were ever made.
    var accepted: Int { state.withLock(\.accepted) }
    /// How many are open now: each ends when its thread has seen the end.
    var open: Int { state.withLock(\.open.count) }

    /// Ends all connections and the listening.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.open.values.forEach { $0.shut() }
        }
        shutdown(listener, Int32(SHUT_RDWR))
        if let path { unlink(path) }
    }
}

/// Runs blocking work where it holds up nobody.
func onThread(_ work: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { pointer in
            if let pointer { Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().work() }
            return nil
        }, Unmanaged.passRetained(Box(work)).toOpaque())
    precondition(code == 0, "the machine has room for a thread")
    pthread_detach(thread)
}
