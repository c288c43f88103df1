internal import CCurl
internal import Basis

/// What runs on the one thread that touches the library: it takes orders, drives every transfer, and sleeps
/// in between.
///
/// Sendable without the compiler's proof: callers reach `give` and `close` alone, which touch the queue
/// behind its mutex and wake the sleeper, the one call the library allows from elsewhere. It is made under
/// that mutex because the handle must not be gone before the call ends. All other state belongs to the thread
/// that runs `run`.
final class TransferLoop: @unchecked Sendable {
    /// What callers ask of the loop.
    ///
    /// The loop keeps their order, and a transfer that was ended before its start is never started.
    enum Order {
        case start(Transfer)
        case serve(Transfer)
        case end(Transfer, HTTPCode)

        var transfer: Transfer {
            switch self {
            case .start(let transfer), .serve(let transfer), .end(let transfer, _): transfer
            }
        }
    }

    private struct Queue {
        /// Bounded by the callers: a transfer has at most a start, an end, and one of each kind of news under
        /// way.
        var orders: [Order] = []
        var closing: HTTPCode?
    }

    /// Idle connections kept for reuse.
    ///
    /// As many as ever run at once in practice; with fewer, TLS is agreed on over and over.
    private static let idleConnections = 128
    /// Connections at once, so that a caller gone wild exhausts neither descriptors nor the other side.
    ///
    /// What is beyond waits inside its deadline.
    private static let connections = 256
    /// Handles kept for reuse: as many as connections that are commonly busy at once.
    private static let spareHandles = 64
    /// The longest sleep.
    ///
    /// Orders and deadlines end it sooner; the bound is there for clocks that jump.
    private static let longestSleep = 10_000

    private let queue = Guarded(Queue())
    private let multi: UnsafeMutableRawPointer?
    private let share: UnsafeMutableRawPointer?
    private var running: [ObjectIdentifier: Transfer] = [:]
    private var touched: [Transfer] = []
    private var spare: [EasyHandle] = []

    init() {
        // Counted and safe from any thread; never undone, since other users of the library may be at work.
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        multi = curl_multi_init()
        share = curl_share_init()
        guard multi != nil else {
            close(.outOfMemory)
            return
        }
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, TransferLoop.idleConnections)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, TransferLoop.connections)
        // One thread: no locks are needed around what the handles share.
        _ = ccurl_share(share, CURL_LOCK_DATA_SSL_SESSION)
    }

    /// Takes an order from anywhere.
    ///
    /// A closed loop ends the transfer at once.
    func give(_ order: Order) {
        let closing: HTTPCode? = queue.withLock { queue in
            if let closing = queue.closing { return closing }
            queue.orders.append(order)
            if queue.orders.count == 1 { curl_multi_wakeup(multi) }
            return nil
        }
        // The thread may be ending this very transfer; what `finish` touches is behind mutexes, and the first
        // one counts.
        if let closing { order.transfer.finish(order.transfer.failure(closing)) }
    }

    /// Ends every transfer and then the thread.
    ///
    /// Doing so twice is harmless.
    func close(_ code: HTTPCode) {
        queue.withLock { queue in
            guard queue.closing == nil else { return }
            queue.closing = code
            if let multi { curl_multi_wakeup(multi) }
        }
    }

    /// The thread's whole life.
    func run() {
        while let orders = takeOrders() {
            orders.forEach(follow)
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            readMessages()
            let due = serveDue()
            publish()
            sleep(until: due)
        }
        shutDown()
    }

    private func takeOrders() -> [Order]? {
        queue.withLock { queue in
            guard queue.closing == nil else { return nil }
            defer { queue.orders = [] }
            return queue.orders
        }
    }

    private func follow(_ order: Order) {
        switch order {
        case .start(let transfer): if transfer.stage == .fresh { start(transfer) }
        case .serve(let transfer): if transfer.stage == .running { transfer.serve() }
        case .end(let transfer, let code): end(transfer, with: transfer.failure(code))
        }
    }

    private func start(_ transfer: Transfer) {
        guard let easy = spare.popLast() ?? EasyHandle(sharing: share) else {
            return end(transfer, with: transfer.failure(.outOfMemory))
        }
        transfer.configure(easy)
        guard easy.flaw == CURLE_OK else {
            return end(transfer, with: easy.failure(easy.flaw, at: transfer.place))
        }
        transfer.easy = easy
        transfer.stage = .running
        running[ObjectIdentifier(transfer)] = transfer
        let code = curl_multi_add_handle(multi, easy.raw)
        if code != CURLM_OK {
            end(transfer, with: transfer.failure(.unknown, why: String(cString: curl_multi_strerror(code))))
        }
    }

    /// Ends a transfer wherever it stands: its connection is closed unless the library was done with it.
    func end(_ transfer: Transfer, with failure: HTTPFailure?) {
        if case .ended = transfer.stage { return }
        transfer.stage = .ended(failure)
        running[ObjectIdentifier(transfer)] = nil
        if let easy = transfer.easy {
            curl_multi_remove_handle(multi, easy.raw)
            transfer.easy = nil
            if spare.count < TransferLoop.spareHandles { spare.append(easy) }
        }
        touch(transfer)
    }

    private func readMessages() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE else { continue }
            let code = ccurl_result(message)
            var pointer: UnsafeMutableRawPointer?
            guard ccurl_get_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &pointer) == CURLE_OK,
                let pointer
            else { continue }
            // Alive: `running` holds it until `end`, which also takes its handle away from the library.
            let transfer = Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue()
            transfer.complete(code)
        }
    }

    /// Remembers that a transfer has something to show once the library has done all it can for now: what
    /// arrives together is then seen together, and those who wait are woken in one go.
    func touch(_ transfer: Transfer) {
        guard !transfer.isTouched else { return }
        transfer.isTouched = true
        touched.append(transfer)
    }

    private func publish() {
        for transfer in touched {
            transfer.isTouched = false
            if case .ended(let failure) = transfer.stage {
                transfer.finish(failure)
            } else {
                transfer.publish()
            }
        }
        touched.removeAll(keepingCapacity: true)
    }
}

extension TransferLoop {
    /// Lets each transfer act whose moment has come; the next such moment, if there is one.
    private func serveDue() -> ContinuousClock.Instant? {
        var next: ContinuousClock.Instant?
        var now: ContinuousClock.Instant?
        for transfer in running.values {
            let due = transfer.due
            let current = now ?? .now
            now = current
            if due <= current {
                transfer.fallDue()
            } else {
                next = min(next ?? due, due)
            }
        }
        return next
    }

    private func sleep(until due: ContinuousClock.Instant?) {
        let watching = running.values.filter { $0.watched != nil }
        var sockets = watching.compactMap(\.watched)
        let left = due.map { ContinuousClock.now.duration(to: $0).millisecondsRoundedUp }
        let milliseconds = Int32(min(left ?? TransferLoop.longestSleep, TransferLoop.longestSleep))
        curl_multi_poll(multi, &sockets, UInt32(sockets.count), milliseconds, nil)
        for (transfer, socket) in zip(watching, sockets) where socket.revents != 0 { transfer.serve() }
    }

    /// Ends everything.
    ///
    /// For the thread's own end, or for a loop whose thread never was.
    func shutDown() {
        let (orders, code) = queue.withLock { queue in
            defer { queue.orders = [] }
            return (queue.orders, queue.closing ?? .closed)
        }
        for transfer in Array(running.values) + orders.map(\.transfer) {
            end(transfer, with: transfer.failure(code))
        }
        publish()
        spare = []
        if let multi { curl_multi_cleanup(multi) }
        if let share { curl_share_cleanup(share) }
    }
}
