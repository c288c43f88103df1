import Glibc

/// Asks the server in the same container how it is: the HEALTHCHECK of an image that has no other program.
struct HealthQuestion {
    let port: UInt16

    /// A healthy server on the same machine needs a thousandth of that.
    private static let patienceSeconds = 2

    var isAnsweredWell: Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var bound = timeval(tv_sec: HealthQuestion.patienceSeconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        let question = Array("GET /health HTTP/1.0\r\n\r\n".utf8)
        guard connected == 0, send(socket, question, question.count, 0) == question.count else {
            return false
        }
        var answer = [UInt8](repeating: 0, count: 512)
        let count = recv(socket, &answer, answer.count, 0)
        return count > 0 && answer.starts(with: Array("HTTP/1.1 200 ".utf8))
    }
}
