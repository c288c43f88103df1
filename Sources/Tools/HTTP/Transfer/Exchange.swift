internal import Basis
internal import CCurl

/// One request and its response.
///
/// Sendable as its superclass explains: the fields marked as the loop's are touched on the loop's thread
/// alone.
final class Exchange: Transfer, @unchecked Sendable {
    let request: HTTPRequest
    let head = Promise<Result<HTTPHead, HTTPFailure>>()
    let inbox: Inbox
    let outbox: Outbox
    private let pump = Guarded<Task<Void, Never>?>(nil)

    // The loop's.
    private var parser: HeadParser
    private var completedHead: HTTPHead?
    private var ownFailure: HTTPFailure?
    private var isReceivingHeld = false
    private var isSendingHeld = false
    private var isSent = false
    private var lastSign = ContinuousClock.now

    init(
        _ request: HTTPRequest, loop: TransferLoop, settings: HTTPSettings, deadline: Deadline, place: String
    ) {
        self.request = request
        inbox = Inbox(limit: settings.limits.unread)
        parser = HeadParser(limits: settings.limits)
        switch request.body {
        case .none: outbox = Outbox([])
        case .bytes(let bytes): outbox = Outbox(bytes)
        case .stream(_, let length): outbox = Outbox(announced: length)
        }
        super.init(loop: loop, settings: settings, deadline: deadline, place: place)
    }

    override func configure(_ easy: EasyHandle) {
        super.configure(easy)
        easy.apply(request, to: settings.endpoint)
        let pointer = Unmanaged.passUnretained(self).toOpaque()
        easy.set(CURLOPT_HEADERFUNCTION, callback: receiveHeader)
        easy.set(CURLOPT_HEADERDATA, pointer: pointer)
        easy.set(CURLOPT_WRITEFUNCTION, callback: receiveBody)
        easy.set(CURLOPT_WRITEDATA, pointer: pointer)
        easy.set(CURLOPT_READFUNCTION, callback: sendBody)
        easy.set(CURLOPT_READDATA, pointer: pointer)
        lastSign = .now
    }

    // MARK: What the library calls, on the loop's thread

    fileprivate func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        lastSign = .now
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
        lastSign = .now
        isReceivingHeld = !inbox.accept(bytes)
        loop.touch(self)
        return !isReceivingHeld
    }

    fileprivate func giveBody(_ target: UnsafeMutableRawBufferPointer) -> Int {
        lastSign = .now
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
        if let why = outbox.flaw { return loop.end(self, with: failure(.requestBodyFailed, why: why)) }
        let (wasReceivingHeld, wasSendingHeld) = (isReceivingHeld, isSendingHeld)
        if isReceivingHeld { isReceivingHeld = !inbox.hasRoom() }
        if isSendingHeld { isSendingHeld = !outbox.hasNews }
        guard (wasReceivingHeld, wasSendingHeld) != (isReceivingHeld, isSendingHeld) else { return }
        lastSign = .now
        let mask = (isReceivingHeld ? CURLPAUSE_RECV : 0) | (isSendingHeld ? CURLPAUSE_SEND : 0)
        // This may call back at once, and be held again.
        curl_easy_pause(easy.raw, mask)
    }

    override func complete(_ code: CURLcode) {
        if let ownFailure { return loop.end(self, with: ownFailure) }
        super.complete(code)
    }

    override func publish() {
        if let completedHead { head.keep(.success(completedHead)) }
        inbox.publish()
    }

    override func finish(_ failure: HTTPFailure?) {
        let end: Result<Void, HTTPFailure> = failure.map { .failure($0) } ?? .success(())
        if let failure {
            // A head that came with its failure is still an answer, unless it was called off before anybody
            // saw it.
            head.keep(.failure(failure))
        } else {
            let missing = self.failure(.nonsense, why: "there was no head")
            head.keep(completedHead.map { .success($0) } ?? .failure(missing))
        }
        inbox.finish(end)
        outbox.close()
        pump.withLock { $0.take() }?.cancel()
    }

    override var due: ContinuousClock.Instant? {
        guard let allowance = request.idleAllowance, !isReceivingHeld, !isSendingHeld else { return nil }
        return lastSign.advanced(by: allowance)
    }

    override func fallDue() { loop.end(self, with: failure(.idle, phase: phase)) }

    override var phase: HTTPPhase {
        if completedHead != nil { return .receiving }
        let base = super.phase
        if case .none = request.body { return base }
        return base == .waitingForHead && !isSent ? .sending : base
    }
}

extension Exchange {
    /// Brings the request's body piece by piece, as it is asked for, until it ends or nobody wants it any
    /// more.
    func startPump() {
        guard case .stream(let source, _) = request.body else { return }
        let task = Task { [self] in
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
        pump.withLock { $0 = task }
        // The end may have come before there was anything to cancel.
        if inbox.isFinished { pump.withLock { $0.take() }?.cancel() }
    }
}

private func exchange(_ pointer: UnsafeMutableRawPointer?) -> Exchange? {
    // Alive: the loop holds every running transfer, and the library calls back for no other.
    pointer.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
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
