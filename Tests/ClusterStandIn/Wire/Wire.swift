internal import Glibc

/// The server's end of one connection: blocking, read by one thread.
final class Wire: @unchecked Sendable {
    // Sendable: one thread reads and writes; `shut` alone comes from elsewhere and only shuts down what is
    // still open.
    let socket: Int32
    private var buffered: [UInt8] = []

    /// The largest head and body that are read: the real server's own bounds, 1 MiB and 3 MiB.
    private static let longestHead = 1 << 20
    private static let longestBody = 3 << 20

    init(_ socket: Int32) {
        self.socket = socket
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The next bytes; nil when the other side has gone.
    func read() -> [UInt8]? {
        if !buffered.isEmpty {
            defer { buffered = [] }
            return buffered
        }
        let limit = 65536
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = max(0, Glibc.read(socket, buffer.baseAddress, limit))
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// Exactly so many bytes; nil when the other side has gone before.
    func read(exactly count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let piece = read() else { return nil }
            bytes += piece
        }
        buffered = Array(bytes.dropFirst(count))
        return Array(bytes.prefix(count))
    }

    /// Whether bytes lie here that were read with others and belong to what follows.
    var hasBuffered: Bool { !buffered.isEmpty }

    /// False when the other side has gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// A request; nil when the other side has gone or speaks something else.
    func readRequest() -> WireRequest? {
        var bytes: [UInt8] = []
        var searched = 0
        while bytes.count < Wire.longestHead {
            guard let piece = read() else { return nil }
            bytes += piece
            if let end = Wire.end(of: bytes, from: max(0, searched - 3)) {
                buffered = Array(bytes[end...])
                return WireRequest(head: String(decoding: bytes[..<end], as: UTF8.self)).flatMap(readBody)
            }
            searched = bytes.count
        }
        return nil
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in start...(bytes.count - 4)
        where bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10
        {
            return index + 4
        }
        return nil
    }

    private func readBody(_ request: WireRequest) -> WireRequest? {
        var request = request
        if request.headers["expect"]?.lowercased() == "100-continue" {
            write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        }
        if request.headers["transfer-encoding"]?.lowercased() == "chunked" {
            guard let body = readChunks() else { return nil }
            request.body = body
        } else if let length = request.headers["content-length"].flatMap(Int.init) {
            guard (0...Wire.longestBody).contains(length), let body = read(exactly: length) else {
                return nil
            }
            request.body = body
        }
        return request
    }

    private func readLine() -> String? {
        var line: [UInt8] = []
        while line.count < 4096, let byte = read(exactly: 1)?.first {
            if byte == 10 { return String(decoding: line, as: UTF8.self) }
            if byte != 13 { line.append(byte) }
        }
        return nil
    }

    private func readChunks() -> [UInt8]? {
        var body: [UInt8] = []
        while let line = readLine(), let size = Int(line.prefix { $0 != ";" }, radix: 16) {
            guard size >= 0, body.count + size <= Wire.longestBody else { return nil }
            if size == 0 { return readLine() == nil ? nil : body }
            guard let chunk = read(exactly: size), readLine() != nil else { return nil }
            body += chunk
        }
        return nil
    }

    func shut() { _ = shutdown(socket, Int32(SHUT_RDWR)) }

    /// Whether the other side still listens, as far as one can tell without reading what it sent.
    var isGone: Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }
}
