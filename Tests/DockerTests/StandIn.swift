import Basis
import Docker
import Glibc
import HTTP

/// What stands where an engine should: it answers every connection with the same bytes and hangs up.
final class StandIn: Sendable {
    let endpoint: HTTPEndpoint
    private let listener: Int32

    /// Asks an engine for its version where these bytes are all that is ever answered.
    static func version(answering bytes: [UInt8]) async throws -> DockerVersion {
        try await with(answering: bytes) { endpoint in
            try await DockerEngine(at: endpoint).version(by: .after(.seconds(60)))
        }
    }

    /// Asks for the version where the body of a sound answer is this.
    static func version(body: [UInt8], status: String = "200 OK") async throws -> DockerVersion {
        let head = "HTTP/1.1 \(status)\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
        return try await version(answering: Array(head.utf8) + body)
    }

    /// Does something where these bytes are all that is ever answered.
    static func with<Result>(
        answering bytes: [UInt8], _ work: (HTTPEndpoint) async throws -> Result
    ) async throws -> Result {
        let standIn = StandIn(bytes)
        defer { standIn.stop() }
        return try await work(standIn.endpoint)
    }

    private init(_ answer: [UInt8]) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout.size(ofValue: address))
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(listener, generic, size) == 0, "Loopback has a free port.")
                getsockname(listener, generic, &size)
            }
        }
        precondition(listen(listener, 8) == 0, "A bound socket can listen.")
        self.listener = listener
        endpoint = .http(host: "127.0.0.1", port: UInt16(bigEndian: address.sin_port))
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(listener, answer))
        let code = pthread_create(
            &thread, nil,
            { pointer in
                if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().serve() }
                return nil
            }, work.toOpaque())
        precondition(code == 0, "The machine has room for a thread.")
        pthread_detach(thread)
    }

    private func stop() { shutdown(listener, Int32(SHUT_RDWR)) }
}

extension StandIn {
    /// The thread's part.
    private final class Work: Sendable {
        private let listener: Int32
        private let answer: [UInt8]

        init(_ listener: Int32, _ answer: [UInt8]) {
            self.listener = listener
            self.answer = answer
        }

        func serve() {
            while case let peer = accept(listener, nil, nil), peer >= 0 {
                awaitRequest(from: peer)
                // What is more than the socket holds waits for the reader, who may have gone by then.
                var rest = answer[...]
                while !rest.isEmpty {
                    let count = rest.withUnsafeBytes {
                        send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { break }
                    rest = rest.dropFirst(count)
                }
                close(peer)
            }
            close(listener)
        }

        private func awaitRequest(from peer: Int32) {
            var seen: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while !seen.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                let count = read(peer, &buffer, buffer.count)
                guard count > 0 else { return }
                seen += buffer.prefix(count)
            }
        }
    }
}
