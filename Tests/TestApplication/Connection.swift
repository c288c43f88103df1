import Glibc

/// One client: reads its requests one after the other and answers each before it reads the next.
final class Connection {
    let server: Server
    private let socket: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    /// Longer than any client of ours keeps a connection idle.
    private static let idleMilliseconds: Int32 = 75_000
    /// A client that stops in the middle of its request, or takes no bytes, is given up after that.
    private static let stallMilliseconds: Int32 = 30_000
    /// What the readers of a test may send.
    private static let headAtMost = 64 << 10
    private static let bodyAtMost = 64 << 20

    init(_ socket: Int32, of server: Server) {
        (self.socket, self.server) = (socket, server)
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        var bound = timeval(tv_sec: Int(Connection.stallMilliseconds) / 1000, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
    }

    func serve() {
        while isOpen, !buffer.isEmpty || awaitsRequest() {
            guard let request = readRequest() else { break }
            server.inFlight { Routes(connection: self, request: request, inFlight: $0).answer() }
        }
        // A close with unread bytes of the client is a reset, which loses what was sent: say that it is over,
        // then listen.
        shutdown(socket, Int32(SHUT_WR))
        while isReadable(within: 200), receive() {}
    }

    /// Sends an answer, and ends the connection after it if either side wishes so.
    func send(_ response: Response, to request: Request) {
        let keeps = request.keepsAlive && !response.closes && !server.isDraining
        let bytes = response.bytes(
            version: server.settings.version, keepsAlive: keeps, withBody: request.method != "HEAD")
        if !write(bytes) || !keeps { isOpen = false }
    }

    /// Sends bytes as they are; false if the client is gone.
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                isOpen = false
                return false
            }
            sent += count
        }
        return true
    }

    /// No further request is read.
    func close() { isOpen = false }

    /// So many bytes as they come, for a protocol of its own; nil if the client left or stalled.
    func read(_ count: Int) -> [UInt8]? {
        while buffer.count < count {
            guard isReadable(within: Connection.idleMilliseconds), receive() else { return nil }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// Waits for the next request; in a drain only a little, for one that is on its way.
    private func awaitsRequest() -> Bool {
        var waits = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server.drainSignal, events: Int16(POLLIN), revents: 0),
        ]
        if !server.isDraining {
            guard poll(&waits, 2, Connection.idleMilliseconds) > 0 else { return false }
            if waits[0].revents != 0 { return receive() }
        }
        return isReadable(within: Int32(server.settings.drainIdle * 1000)) && receive()
    }

    private func isReadable(within milliseconds: Int32) -> Bool {
        var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&wait, 1, milliseconds) > 0
    }

    private func receive() -> Bool {
        let piece = [UInt8](unsafeUninitializedCapacity: 16 << 10) { space, count in
            count = max(0, recv(socket, space.baseAddress, space.count, 0))
        }
        buffer += piece
        return !piece.isEmpty
    }

    private func line() -> [UInt8]? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = read(end + 1)?.dropLast()
                return line.map { Array($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
            }
            guard buffer.count < Connection.headAtMost, isReadable(within: Connection.stallMilliseconds),
                receive()
            else { return nil }
        }
    }

    private func readRequest() -> Request? {
        var searched = 0
        while true {
            if let end = buffer.end(ofHeadAfter: searched) {
                guard var request = Request(head: buffer[..<(end - 4)]) else { return refuse(400) }
                buffer.removeFirst(end)
                guard readBody(of: &request) else { return nil }
                return request
            }
            searched = max(0, buffer.count - 3)
            guard buffer.count < Connection.headAtMost else { return refuse(413) }
            guard isReadable(within: Connection.stallMilliseconds), receive() else { return nil }
        }
    }

    private func readBody(of request: inout Request) -> Bool {
        let isChunked = request.headers["transfer-encoding"]?.lowercased() == "chunked"
        let length = request.headers["content-length"]
        guard isChunked || length != nil else { return true }
        if request.headers["expect"]?.lowercased() == "100-continue",
            !write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        {
            return false
        }
        if isChunked { return readChunks(into: &request) }
        guard let count = length.flatMap(Int.init), count >= 0 else { return refuse(400) != nil }
        guard count <= Connection.bodyAtMost else { return refuse(413) != nil }
        guard let body = read(count) else { return false }
        request.body = body
        return true
    }

    private func readChunks(into request: inout Request) -> Bool {
        while true {
            guard let line = line() else { return false }
            let digits = String(decoding: line.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let size = Int(digits, radix: 16), size >= 0 else { return refuse(400) != nil }
            guard size <= Connection.bodyAtMost - request.body.count else { return refuse(413) != nil }
            if size == 0 { break }
            guard let piece = read(size), self.line() == [] else { return false }
            request.body += piece
        }
        while let trailer = line() { if trailer.isEmpty { return true } }
        return false
    }

    private func refuse(_ status: Int) -> Request? {
        let response = Response("no request of HTTP/1.1", status: status)
        _ = write(response.bytes(version: server.settings.version, keepsAlive: false, withBody: true))
        isOpen = false
        return nil
    }
}

extension [UInt8] {
    /// The index behind the first blank line.
    fileprivate func end(ofHeadAfter start: Int) -> Int? {
        guard count >= start + 4 else { return nil }
        for index in start...(count - 4)
        where self[index] == 13 && self[index + 1] == 10 && self[index + 2] == 13 && self[index + 3] == 10 {
            return index + 4
        }
        return nil
    }
}
