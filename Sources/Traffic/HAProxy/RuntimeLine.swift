internal import Basis
internal import Dispatch
internal import Glibc

/// The line to an HAProxy's runtime: one command, one answer.
package struct RuntimeLine: Sendable {
    /// More than that no runtime says: some ten thousand servers.
    private static let answerLimit = 4 << 20
    /// It answers in well under a millisecond; one that is busy with a reload needs seconds.
    private static let allowance = Duration.seconds(5)

    /// Where it leads, as a person would name it.
    package let place: String
    /// Asks; throws `TrafficFailure` when there is no answer.
    package let ask: @Sendable (String) async throws -> String

    /// A line by any means: a program in the switch's container, for one.
    package init(_ place: String, ask: @escaping @Sendable (String) async throws -> String) {
        (self.place, self.ask) = (place, ask)
    }

    /// A line by a socket in the file system.
    package static func unix(_ path: String) -> RuntimeLine {
        let queue = DispatchQueue(label: "haproxy", attributes: .concurrent)
        return RuntimeLine("haproxy at \(path)") { command in
            try await withCheckedThrowingContinuation { waiter in
                queue.async {
                    waiter.resume(with: Result { try RuntimeLine.converse(command, over: path) })
                }
            }
        }
    }

    /// The whole conversation, on a thread that may wait.
    private static func converse(_ command: String, over path: String) throws -> String {
        let place = "haproxy at \(path)"
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(place) }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: Int(allowance.components.seconds), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path), !bytes.contains(0) else {
            throw TrafficFailure(.unreachable, at: place, why: "the socket's path is too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let connected = withUnsafeBytes(of: &address) { raw in
            guard let base = raw.baseAddress else { return Int32(-1) }
            return connect(descriptor, base.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
        }
        guard connected == 0 else { throw failure(place) }
        try write(Array((command + "\n").utf8), to: descriptor, place)
        return String(decoding: try read(from: descriptor, place), as: UTF8.self)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ place: String) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw failure(place) }
            sent += count
        }
    }

    private static func read(from descriptor: Int32, _ place: String) throws -> [UInt8] {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while answer.count < answerLimit {
            let count = piece.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count >= 0 else { throw failure(place) }
            if count == 0 { return answer }
            answer += piece[..<count]
        }
        throw TrafficFailure(.unreadable, at: place, why: "its answer is longer than \(answerLimit) bytes")
    }

    private static func failure(_ place: String) -> TrafficFailure {
        TrafficFailure(.unreachable, at: place, why: String(cString: strerror(errno)))
    }
}
