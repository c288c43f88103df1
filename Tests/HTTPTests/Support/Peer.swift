import Glibc

/// The server's end of one connection, blocking, and able to misbehave in every way a socket allows.
final class Peer: @unchecked Sendable {
    // One server thread uses a peer; `shut` alone comes from elsewhere, and only shuts down what is still
    // open.
    let socket: Int32
    private var buffered: [UInt8] = []

    init(_ socket: Int32) { self.socket = socket }

    /// The next bytes, or nil when the other side has gone.
    func read(atMost limit: Int = 65536) -> [UInt8]? {
        if !buffered.isEmpty {
            defer { buffered = [] }
            return buffered
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = max(0, Glibc.read(socket, buffer.baseAddress, limit))
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// A request's head with its closing blank line, or nil when the other side has gone.
    func readHead() -> String? {
        var bytes: [UInt8] = []
        while let piece = read() {
            bytes += piece
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                buffered = Array(bytes[end.upperBound...])
                return String(decoding: bytes[..<end.upperBound], as: UTF8.self)
            }
        }
        return nil
    }

    /// Exactly so many bytes, or fewer when the other side has gone.
    func read(exactly count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, let piece = read() { bytes += piece }
        buffered = Array(bytes.dropFirst(count))
        return Array(bytes.prefix(count))
    }

    /// False when the other side has gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    func answer(_ body: String = "", status: String = "200 OK", headers: String = "") {
        write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// Reads until the other side has gone.
    func awaitEnd() { while read() != nil {} }

    /// Makes the coming close a reset instead of a farewell.
    func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    func shut() { _ = shutdown(socket, Int32(SHUT_RDWR)) }
}
