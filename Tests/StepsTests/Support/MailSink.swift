import Basis
import Glibc

/// A server of mail on loopback that keeps what it is given.
final class MailSink: Sendable {
    private let listener: Int32
    private let said = Guarded<[String]>([])
    private let refusing: String?
    let port: UInt16

    /// `refusing` names a command that is answered by 550.
    init(refusing: String? = nil) {
        self.refusing = refusing
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
        precondition(listen(listener, 16) == 0, "a bound socket can listen")
        LoopbackServer.onThread { [self] in
            while case let connection = accept(self.listener, nil, nil), connection >= 0 {
                serve(connection)
                close(connection)
            }
            close(self.listener)
        }
    }

    /// Every line that was said to it, of all conversations.
    var lines: [String] { said.withLock { $0 } }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        var (buffer, isLetter) = ([UInt8](), false)
        reply(connection, "220 sink")
        while let line = line(connection, &buffer) {
            said.withLock { $0.append(line) }
            if isLetter {
                guard line == "." else { continue }
                isLetter = false
                reply(connection, "250 kept")
            } else if let refusing, line.hasPrefix(refusing) {
                reply(connection, "550 nobody of that name")
            } else if line == "DATA" {
                isLetter = true
                reply(connection, "354 go on")
            } else if line == "QUIT" {
                return reply(connection, "221 bye")
            } else {
                reply(connection, "250 fine")
            }
        }
    }

    private func reply(_ connection: Int32, _ text: String) {
        let bytes = Array("\(text)\r\n".utf8)
        send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func line(_ connection: Int32, _ buffer: inout [UInt8]) -> String? {
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            if let end = buffer.firstIndex(of: 0x0a) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end].filter { $0 != 0x0d }, as: UTF8.self)
            }
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            buffer += piece[..<count]
        }
    }
}
