import Basis
import Glibc

/// A server on loopback that answers as the test says.
final class LoopbackServer: Sendable {
    struct Asked: Sendable {
        let method: String
        let target: String
        let headers: [String: String]
        let body: String
    }

    struct Reply: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = ""
        /// Nil answers nothing and hangs up.
        var delay: Duration? = .zero
    }

    private struct State {
        var asked: [Asked] = []
        var isStopped = false
    }

    let port: UInt16
    private let listener: Int32
    private let state = Guarded(State())
    private let answer: @Sendable (Asked, Int) -> Reply

    /// The closure is told the request, and how many there were before.
    init(_ answer: @escaping @Sendable (Asked, Int) -> Reply) {
        self.answer = answer
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
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
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        precondition(listen(listener, 256) == 0, "a bound socket can listen")
        LoopbackServer.onThread { [self] in acceptAll() }
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var asked: [Asked] { state.withLock { $0.asked } }

    func stop() {
        state.withLock { $0.isStopped = true }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0, !state.withLock({ $0.isStopped }) else {
                if connection >= 0 { close(connection) }
                break
            }
            LoopbackServer.onThread { [self] in
                while serve(connection) {}
                close(connection)
            }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) -> Bool {
        guard let asked = read(connection) else { return false }
        let count = state.withLock { state in
            state.asked.append(asked)
            return state.asked.count - 1
        }
        let reply = answer(asked, count)
        guard let delay = reply.delay else { return false }
        if delay > .zero {
            usleep(
                UInt32(
                    delay.components.seconds * 1_000_000 + delay.components.attoseconds / 1_000_000_000_000))
        }
        var fields = reply.headers.map { "\($0): \($1)\r\n" }.joined()
        fields += "Content-Length: \(reply.body.utf8.count)\r\n"
        let text = "HTTP/1.1 \(reply.status) X\r\n\(fields)\r\n\(reply.body)"
        return send(connection, Array(text.utf8), text.utf8.count, Int32(MSG_NOSIGNAL)) >= 0
    }

    private func read(_ connection: Int32) -> Asked? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if let asked = LoopbackServer.parse(bytes) { return asked }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Asked? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        let body = text[end.upperBound...]
        guard body.utf8.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 else { return nil }
        return Asked(method: String(words[0]), target: String(words[1]), headers: headers, body: String(body))
    }

    static func onThread(_ work: @escaping @Sendable () -> Void) {
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
}
