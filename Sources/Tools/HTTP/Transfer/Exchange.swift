internal import Basis
internal import CCurl

/// One request and its response.
///
/// Sendable as its superclass explains: the fields marked as the loop's are touched on the loop's thread
/// alone.
final class Exchange: Transfer, @unchecked Sendable {
    let request: HTTPRequest
    /// The greeting is the response's head.
    let inbox: Inbox<HTTPHead>
    /// There if the request has a body.
    let outbox: Outbox?
    private let address: String

    // The loop's.
    private var parser: HeadParser
    private var completedHead: HTTPHead?
    private var ownFailure: HTTPFailure?
    private var isReceivingHeld = false
    private var isSendingHeld = false
    private var isSent = false
    private var isSendingBegun = false
    private var lastSign: ContinuousClock.Instant?

    init(_ request: HTTPRequest, of client: HTTPClient, deadline: Deadline) {
        self.request = request
        address = client.settings.endpoint.base + request.target
        inbox = Inbox(limit: client.settings.limits.unread)
        parser = HeadParser(limits: client.settings.limits)
        switch request.body {
        case .none: outbox = nil
        case .bytes(let bytes): outbox = Outbox(bytes)
        case .stream(_, let length): outbox = Outbox(announced: length)
        }
        super.init(of: client, deadline: deadline)
    }

    /// By which the library's callbacks find their exchange.
    private static let pointers = [
        CURLOPT_PRIVATE, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_READDATA, CURLOPT_PREREQDATA,
    ]

    override var place: String { request.place(at: settings.endpoint) }

    override func configure(_ easy: EasyHandle) {
        if easy.habit?.covers(request, settings) != true {
            super.configure(easy)
            easy.apply(request, to: settings.endpoint)
            easy.set(CURLOPT_HEADERFUNCTION, callback: receiveHeader)
            easy.set(CURLOPT_WRITEFUNCTION, callback: receiveBody)
            easy.set(CURLOPT_READFUNCTION, callback: sendBody)
            if !request.mayBeRepeated { easy.set(beforeSending: beginSending) }
            easy.habit = Habit(of: request, settings)
        }
        easy.set(CURLOPT_URL, address)
        easy.set(CURLOPT_INFILESIZE_LARGE, offset: request.body.announced)
        let pointer = Unmanaged.passUnretained(self).toOpaque()
        for option in Exchange.pointers { easy.set(option, pointer: pointer) }
        easy.forgetWords()
        noteSign()
    }

    /// When the other side was last heard of, or given something: only kept if its silence has a bound.
    private func noteSign() { if request.idleAllowance != nil { lastSign = .now } }

    // MARK: What the library calls, on the loop's thread

    fileprivate func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        noteSign()
        // What follows the body are trailers; nobody asks for those.
        guard completedHead == nil else { return true }
        switch parser.take(line) {
        case .more: return true
        case .head(let head):
            if !leadsElsewhere(head) {
                completedHead = head
                loop.touch(self)
            }
            return true
        case .tooLarge:
            ownFailure = failure(
                .headTooLarge, why: "allowed: \(settings.limits.head), \(settings.limits.fields) fields")
        case .nonsense(let why): ownFailure = failure(.nonsense, why: why)
        }
        return false
    }

    /// Whether the library will follow this head to another place instead of giving its body.
    private func leadsElsewhere(_ head: HTTPHead) -> Bool {
        request.followsRedirects && (300..<400).contains(head.status)
            && head.headers["Location"]?.isEmpty == false
    }

    fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        noteSign()
        isReceivingHeld = !inbox.accept(bytes)
        loop.touch(self)
        return !isReceivingHeld
    }

    /// Whether what must not be repeated may go out: when a kept connection breaks, the library would send it
    /// again.
    fileprivate func mayBeSent() -> Bool {
        defer { isSendingBegun = true }
        guard isSendingBegun else { return true }
        ownFailure = failure(.reset, why: "the connection broke before there was an answer")
        return false
    }

    fileprivate func giveBody(_ target: UnsafeMutableRawBufferPointer) -> Int {
        noteSign()
        guard let outbox else { return 0 }
        switch outbox.take(into: target) {
        case .bytes(let count): return count
        case .end:
            isSent = true
            return 0
        case .nothing:
            isSendingHeld = true
            return Int(CURL_READFUNC_PAUSE)
        case .failure(let why):
            ownFailure = failure(.requestBodyFailed, why: why)
            return Int(CURL_READFUNC_ABORT)
        }
    }

    // MARK: What the loop calls

    override func serve() {
        guard let easy else { return }
        if let why = outbox?.flaw { return loop.end(self, with: failure(.requestBodyFailed, why: why)) }
        let (wasReceivingHeld, wasSendingHeld) = (isReceivingHeld, isSendingHeld)
        if isReceivingHeld { isReceivingHeld = !inbox.hasRoom() }
        if isSendingHeld { isSendingHeld = outbox?.hasNews == false }
        guard (wasReceivingHeld, wasSendingHeld) != (isReceivingHeld, isSendingHeld) else { return }
        noteSign()
        let mask = (isReceivingHeld ? CURLPAUSE_RECV : 0) | (isSendingHeld ? CURLPAUSE_SEND : 0)
        // This may call back at once, and be held again.
        curl_easy_pause(easy.raw, mask)
    }

    override func complete(_ code: CURLcode) {
        if let ownFailure { return loop.end(self, with: ownFailure) }
        super.complete(code)
    }

    override func publish() {
        if let completedHead { inbox.greet(completedHead) }
        inbox.publish()
    }

    override func finish(_ failure: HTTPFailure?) {
        outbox?.close()
        if let failure { return inbox.finish(.failure(failure)) }
        guard let completedHead else {
            return inbox.finish(.failure(self.failure(.nonsense, why: "there was no head")))
        }
        inbox.finish(.success(completedHead))
    }

    override var due: ContinuousClock.Instant {
        guard let allowance = request.idleAllowance, let lastSign, !isReceivingHeld, !isSendingHeld else {
            return super.due
        }
        return min(super.due, lastSign.advanced(by: allowance))
    }

    override func fallDue() {
        if deadline.hasPassed { return super.fallDue() }
        loop.end(self, with: failure(.idle, phase: phase))
    }

    override var phase: HTTPPhase {
        if completedHead != nil { return .receiving }
        let base = super.phase
        return base == .waitingForHead && outbox != nil && !isSent ? .sending : base
    }
}

extension Exchange {
    /// Brings the request's body piece by piece, as it is asked for, until it ends or nobody wants it any
    /// more.
    func startPump() {
        guard case .stream(let source, _) = request.body, let outbox else { return }
        let pump = Task { [self] in
            let news = { self.loop.give(.serve(self)) }
            do {
                while let piece = try await source.next() {
                    guard await outbox.put(piece, onNews: news) else { return }
                }
                outbox.end(failure: nil, onNews: news)
            } catch {
                outbox.end(failure: "\(error)", onNews: news)
            }
        }
        outbox.onClose(pump.cancel)
    }
}

private func exchange(_ pointer: UnsafeMutableRawPointer?) -> Exchange? {
    // Alive: the loop holds every running transfer, and the library calls back for no other.
    pointer.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
}

private func beginSending(
    pointer: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<CChar>?, _: UnsafeMutablePointer<CChar>?,
    _: Int32, _: Int32
) -> Int32 {
    exchange(pointer)?.mayBeSent() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private func receiveHeader(
    bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, pointer: UnsafeMutableRawPointer?
) -> Int {
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return exchange(pointer)?.takeHeader(line) == true ? line.count : 0
}

private func receiveBody(
    bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, pointer: UnsafeMutableRawPointer?
) -> Int {
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    guard let exchange = exchange(pointer) else { return 0 }
    return exchange.takeBody(piece) ? piece.count : Int(CURL_WRITEFUNC_PAUSE)
}

private func sendBody(
    bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, pointer: UnsafeMutableRawPointer?
) -> Int {
    let target = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
    return exchange(pointer)?.giveBody(target) ?? Int(CURL_READFUNC_ABORT)
}
