package import Basis

extension HTTPClient {
    /// How long the words of a refusal are waited for, once its head is here.
    ///
    /// They commonly come with it.
    private static let refusalPatience: Duration = .seconds(1)

    /// Asks for the connection itself, as Docker's attach and exec do; the deadline is for all of the
    /// conversation.
    ///
    /// Handed over means 101, or a 200 that announces no body. Any other answer throws
    /// `http.unexpected-status` or `http.upgrade-refused`. The request's body must be bytes or none.
    package func upgrade(
        _ request: HTTPRequest, to word: String = "tcp", deadline: Deadline
    ) async throws(HTTPFailure) -> HijackedStream {
        let conversation = Conversation(request, of: self, deadline: deadline)
        try check(request, for: conversation)
        let opening = try opening(request, word: word, place: conversation.place)
        thread.loop.give(.start(conversation))
        try await conversation.inbox.greeting(of: conversation)
        do throws(HTTPFailure) {
            try await conversation.write(opening)
            let (head, first) = try await readHead(of: conversation)
            try await checkHandedOver(head, first, conversation)
            return HijackedStream(conversation, head: head, first: first)
        } catch {
            conversation.loop.give(.end(conversation, .closed))
            throw error
        }
    }

    /// The request as it goes on the wire.
    private func opening(_ request: HTTPRequest, word: String, place: String) throws(HTTPFailure) -> [UInt8] {
        var text = "\(request.method.name) \(request.target) HTTP/1.1\r\n"
        if request.headers["Host"] == nil { text += "Host: \(settings.endpoint.hostField)\r\n" }
        if let userAgent = settings.userAgent { text += "User-Agent: \(userAgent)\r\n" }
        text += "Connection: Upgrade\r\nUpgrade: \(word)\r\n"
        for field in request.headers.fields { text += "\(field.name): \(field.value)\r\n" }
        switch request.body {
        case .none:
            if request.method != .get { text += "Content-Length: 0\r\n" }
            return Array((text + "\r\n").utf8)
        case .bytes(let bytes): return Array((text + "Content-Length: \(bytes.count)\r\n\r\n").utf8) + bytes
        case .stream:
            throw HTTPFailure(.badRequest, at: place, why: "a stream cannot precede the handing over")
        }
    }

    private func readHead(of conversation: Conversation) async throws(HTTPFailure) -> (HTTPHead, [UInt8]) {
        var reader = HeadReader(limits: settings.limits)
        while let bytes = try await conversation.inbox.next(of: conversation) {
            let (outcome, rest) = reader.take(bytes)
            switch outcome {
            case .more: continue
            case .head(let head): return (head, Array(rest))
            case .tooLarge: throw conversation.failure(.headTooLarge)
            case .nonsense(let why): throw conversation.failure(.nonsense, why: why)
            }
        }
        throw conversation.failure(.reset, why: "the connection was closed before there was an answer")
    }

    private func checkHandedOver(
        _ head: HTTPHead, _ first: [UInt8], _ conversation: Conversation
    ) async throws(HTTPFailure) {
        if head.status == 101 { return }
        let announced = head.headers["Content-Length"]
        if head.status == 200, announced == nil, head.headers["Transfer-Encoding"] == nil { return }
        let code: HTTPCode = (200..<300).contains(head.status) ? .upgradeRefused : .unexpectedStatus
        let limit = min(Int(settings.limits.excerpt.bytes), announced.flatMap { Int($0) } ?? .max)
        let words = await refusal(first, upTo: limit, conversation)
        throw HTTPFailure(code, at: conversation.place, why: words, status: head.status)
    }

    private func refusal(_ first: [UInt8], upTo limit: Int, _ conversation: Conversation) async -> String? {
        var bytes = first
        let patience = min(conversation.deadline, .after(HTTPClient.refusalPatience))
        while bytes.count < limit {
            guard
                let piece = try? await patience.bound({
                    try await conversation.inbox.next(of: conversation)
                })
            else { break }
            bytes += piece
        }
        return String(excerptOf: bytes, limit: ByteCount(Int64(limit)))
    }
}
