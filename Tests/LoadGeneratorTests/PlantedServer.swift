import Glibc
import Synchronization

/// A server that does exactly one thing to each request, chosen by the request's number from 1.
///
/// It is written with as little as possible: what it plants is what the generator must count.
final class PlantedServer: Sendable {
    /// What is done to a request.
    enum Act: Sendable {
        case answer(String)
        /// Closes before the first byte of an answer.
        case drop
        /// Resets in the middle of the answer.
        case reset
        /// Closes in the middle of the answer.
        case truncate
        /// Waits before an answer.
        case stall(seconds: Double)
        /// Never answers.
        case ignore
    }

    let port: UInt16
    private let listener: Int32
    private let count = Atomic<Int>(0)
    private let act: @Sendable (Int) -> Act

    init(_ act: @escaping @Sendable (Int) -> Act) throws {
        self.act = act
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (listener, length) = (listener, size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) + listen(listener, 1024) + getsockname(listener, $0, &size)
            }
        }
        guard code == 0 else { throw NoPort() }
        port = address.sin_port.bigEndian
        inThread { server in
            while case let client = accept(server.listener, nil, nil), client >= 0 {
                server.inThread { $0.serve(client) }
            }
        }
    }

    struct NoPort: Error {}

    /// Nobody is accepted any more.
    func end() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ client: Int32) {
        defer { close(client) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        // The generator's requests are smaller than a packet and are never sent ahead.
        while recv(client, &buffer, buffer.count, 0) > 0 {
            switch act(count.add(1, ordering: .relaxed).newValue) {
            case .answer(let text): write(text, to: client)
            case .drop: return
            case .reset:
                write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", to: client)
                usleep(20_000)
                var abrupt = linger(l_onoff: 1, l_linger: 0)
                setsockopt(client, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
                return
            case .truncate: return write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", to: client)
            case .stall(let seconds):
                usleep(UInt32(seconds * 1e6))
                write(PlantedServer.fine, to: client)
            case .ignore: sleep(10)
            }
        }
    }

    static let fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Version: v1\r\n\r\nok"

    private func write(_ text: String, to client: Int32) {
        let bytes = Array(text.utf8)
        _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func inThread(_ work: @escaping @Sendable (PlantedServer) -> Void) {
        final class Work { let run: () -> Void; init(_ run: @escaping () -> Void) { self.run = run } }
        let box = Unmanaged.passRetained(Work { work(self) })
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }
}
