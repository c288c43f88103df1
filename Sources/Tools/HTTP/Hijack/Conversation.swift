internal import Basis
internal import CCurl
internal import Glibc

/// A connection that the library makes and hands over: both sides then speak as they please.
///
/// Sendable as its superclass explains: the fields marked as the loop's are touched on the loop's thread
/// alone.
final class Conversation: Transfer, @unchecked Sendable {
    /// What is read at once.
    ///
    /// TLS records and pipes are no larger than 64 KiB.
    private static let pieceSize = 64 << 10

    /// What asks for the connection.
    let request: HTTPRequest
    /// The greeting says that the connection stands.
    let inbox: Inbox<Void>
    let outgoing = Outgoing()

    // The loop's.
    private var socket: curl_socket_t?
    private var isReadingHeld = false
    private var hasEnded = false
    private var hasEndedWriting = false

    init(_ request: HTTPRequest, of client: HTTPClient, deadline: Deadline) {
        self.request = request
        inbox = Inbox(limit: client.settings.limits.unread)
        super.init(of: client, deadline: deadline)
    }

    override var place: String { request.place(at: settings.endpoint) }

    override func configure(_ easy: EasyHandle) {
        super.configure(easy)
        easy.set(CURLOPT_URL, settings.endpoint.base)
        easy.set(CURLOPT_CONNECT_ONLY, 1)
        // Only HTTP/1.1 hands a connection over, and a proxy must not read along.
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        easy.set(CURLOPT_SSL_ENABLE_ALPN, 0)
        easy.set(CURLOPT_HTTPPROXYTUNNEL, settings.proxy == nil ? 0 : 1)
    }

    /// The connection stands.
    ///
    /// The handle stays with the library, which would otherwise close it.
    override func complete(_ code: CURLcode) {
        guard code == CURLE_OK, let easy else { return super.complete(code) }
        var socket: curl_socket_t = -1
        guard ccurl_get_socket(easy.raw, &socket) == CURLE_OK, socket >= 0 else {
            return loop.end(
                self, with: failure(.unknown, why: "the library did not hand over the connection"))
        }
        self.socket = socket
        inbox.greet(())
        serve()
    }

    override func serve() {
        guard let easy, let socket else { return }
        do throws(HTTPFailure) {
            try write(easy)
            if outgoing.isDone, !hasEndedWriting {
                hasEndedWriting = true
                ccurl_end_writing(easy.raw, socket)
            }
            try read(easy)
        } catch {
            return loop.end(self, with: error)
        }
        loop.touch(self)
    }

    private func write(_ easy: EasyHandle) throws(HTTPFailure) {
        try outgoing.drain { bytes throws(HTTPFailure) in
            var count = 0
            let code = curl_easy_send(easy.raw, bytes.baseAddress, bytes.count, &count)
            if code == CURLE_AGAIN { return nil }
            guard code == CURLE_OK else { throw easy.failure(code, at: place) }
            return count
        }
    }

    private func read(_ easy: EasyHandle) throws(HTTPFailure) {
        isReadingHeld = false
        while !hasEnded {
            guard inbox.hasRoom() else {
                isReadingHeld = true
                return
            }
            var code = CURLE_OK
            let piece = [UInt8](unsafeUninitializedCapacity: Conversation.pieceSize) { buffer, count in
                code = curl_easy_recv(easy.raw, buffer.baseAddress, buffer.count, &count)
                if code != CURLE_OK { count = 0 }
            }
            if code == CURLE_AGAIN { return }
            guard code == CURLE_OK else { throw easy.failure(code, at: place) }
            if piece.isEmpty {
                hasEnded = true
                inbox.finish(.success(()))
            } else {
                _ = piece.withUnsafeBytes(inbox.accept)
            }
        }
    }

    override func publish() { inbox.publish() }

    override func finish(_ failure: HTTPFailure?) {
        let failure = failure ?? self.failure(.closed)
        inbox.finish(.failure(failure))
        outgoing.fail(failure)
    }

    override var watched: curl_waitfd? {
        guard let socket else { return nil }
        let events =
            (isReadingHeld || hasEnded ? 0 : CURL_WAIT_POLLIN) | (outgoing.isPending ? CURL_WAIT_POLLOUT : 0)
        return events == 0 ? nil : curl_waitfd(fd: socket, events: Int16(events), revents: 0)
    }

    override var phase: HTTPPhase { socket == nil ? super.phase : .conversing }
}
