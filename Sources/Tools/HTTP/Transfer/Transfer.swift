internal import Basis
internal import CCurl

/// One use of a handle from start to end: what the loop knows of an exchange, a conversation, a reading of
/// certificates.
///
/// Sendable without the compiler's proof: `stage`, `easy` and everything that subclasses mark as the loop's
/// is touched on the loop's thread alone, or, once the loop has closed and its thread is gone, by nobody.
/// What callers share with the loop is immutable or behind a mutex.
class Transfer: @unchecked Sendable {
    /// Fresh leads to running or ended, running to ended.
    enum Stage: Equatable {
        case fresh, running
        /// With the failure, if it was one.
        case ended(HTTPFailure?)
    }

    /// Held so that its thread lives while there is something to do for somebody.
    let client: HTTPClient
    let deadline: Deadline

    /// The loop's.
    var stage = Stage.fresh
    /// The loop's; there while running.
    var easy: EasyHandle?
    /// The loop's: whether `publish` is due.
    var isTouched = false

    init(of client: HTTPClient, deadline: Deadline) {
        self.client = client
        self.deadline = deadline
    }

    final var loop: TransferLoop { client.thread.loop }
    final var settings: HTTPSettings { client.settings }

    /// What is asked and where, fit to be shown.
    var place: String { settings.endpoint.description }

    /// Tells the handle what to do.
    func configure(_ easy: EasyHandle) {
        easy.reset()
        easy.apply(settings)
        easy.set(CURLOPT_PRIVATE, pointer: Unmanaged.passUnretained(self).toOpaque())
    }

    /// Goes on where a caller made room or brought something.
    func serve() {}

    /// The library is done.
    ///
    /// What was connected may live on, so it is for the transfer to say that this is the end.
    func complete(_ code: CURLcode) {
        loop.end(self, with: code == CURLE_OK ? nil : easy?.failure(code, at: place, phase: phase))
    }

    /// Tells the callers what has become of it.
    ///
    /// Called once, on the loop's thread, or wherever a closed loop was asked.
    func finish(_ failure: HTTPFailure?) {}

    /// Wakes the callers that have something to see.
    func publish() {}

    /// When the loop must look at it again, apart from what the library itself waits for.
    var due: ContinuousClock.Instant { deadline.instant }

    /// What happens once that moment has come.
    func fallDue() { loop.end(self, with: failure(.timedOut, phase: phase)) }

    /// What to wait for on a socket that the library has handed over.
    var watched: curl_waitfd? { nil }

    /// How far it has come.
    var phase: HTTPPhase {
        guard let easy else { return .waitingItsTurn }
        if easy.hasReached(CURLINFO_PRETRANSFER_TIME_T) { return .waitingForHead }
        if easy.hasReached(CURLINFO_CONNECT_TIME_T) {
            return settings.endpoint.tls == nil ? .waitingForHead : .securing
        }
        return easy.hasReached(CURLINFO_NAMELOOKUP_TIME_T) ? .connecting : .resolving
    }

    func failure(_ code: HTTPCode, why: String? = nil, phase: HTTPPhase? = nil) -> HTTPFailure {
        HTTPFailure(code, at: place, why: why, phase: phase)
    }
}

extension Duration {
    /// Whole milliseconds, never fewer than the duration has; at most a month, which fits every C type.
    var millisecondsRoundedUp: Int {
        let (seconds, attoseconds) = components
        let milliseconds =
            min(seconds, 2_678_400) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int(max(0, milliseconds))
    }
}
