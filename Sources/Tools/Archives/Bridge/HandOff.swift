internal import Basis

/// A queue of bounded length with a worker thread at one end and a task at the other, either way round.
///
/// The thread blocks, the task suspends. Ends are: finished or failed by whoever puts, closed by whoever
/// takes or when nobody is interested any more. A wait has no deadline of its own: it ends when the other
/// side does, and closing ends both.
///
/// `@unchecked Sendable`: every variable is touched only inside `monitor.alone`.
final class HandOff<Element: Sendable>: @unchecked Sendable {
    private typealias Taker = CheckedContinuation<Element?, any Error>
    private typealias Putter = CheckedContinuation<Bool, Never>

    private enum End {
        case open, finished
        case failed(any Error)
        case closed
    }

    private let capacity: Int
    private let monitor = Monitor()
    private var queue: [Element] = []
    private var end = End.open
    private var taker: Taker?
    private var whenClosed: (@Sendable () -> Void)?
    private var putter: (element: Element, waiting: Putter)?

    /// A queue of so many elements.
    init(capacity: Int) { self.capacity = capacity }

    // MARK: Putting

    /// Puts from a thread, waiting for room; false once closed.
    func putBlocking(_ element: Element) -> Bool {
        let (accepted, taker) = monitor.alone { () -> (Bool, Taker?) in
            while isOpen, queue.count >= capacity { monitor.wait() }
            guard isOpen else { return (false, nil) }
            return (true, accept(element))
        }
        taker?.resume(returning: element)
        return accepted
    }

    /// Puts from a task, waiting for room; false once closed.
    func put(_ element: Element) async -> Bool {
        await withCheckedContinuation { waiting in
            let accepted: Bool? = monitor.alone {
                guard isOpen else { return false }
                if queue.count < capacity {
                    queue.append(element)
                    monitor.wake()
                    return true
                }
                Mistake.unless(putter == nil, "one task at a time puts into a hand-off")
                putter = (element, waiting)
                return nil
            }
            if let accepted { waiting.resume(returning: accepted) }
        }
    }

    /// Says that no more comes, or why; what is queued can still be taken.
    func finish(throwing error: (any Error)? = nil) {
        let taker = monitor.alone { () -> Taker? in
            guard isOpen else { return nil }
            end = error.map { .failed($0) } ?? .finished
            monitor.wake()
            defer { self.taker = nil }
            return self.taker
        }
        if let error { taker?.resume(throwing: error) } else { taker?.resume(returning: nil) }
    }

    /// Says what else to end when this is closed, as long as that is not nil; at once if it is closed
    /// already.
    func whenClosed(_ action: (@Sendable () -> Void)?) {
        let isLate = monitor.alone {
            whenClosed = action
            if case .closed = end { return true }
            return false
        }
        if isLate { action?() }
    }

    // MARK: Taking

    /// Takes on a thread, waiting for something; nil at the end.
    func takeBlocking() throws -> Element? {
        let (element, putter) = try monitor.alone { () -> (Element?, Putter?) in
            while isOpen, queue.isEmpty { monitor.wait() }
            return try pop()
        }
        putter?.resume(returning: true)
        return element
    }

    /// Takes in a task, suspending until there is something; nil at the end. The caller sees to cancellation.
    func take() async throws -> Element? {
        try await withCheckedThrowingContinuation { waiting in
            let (result, putter) = monitor.alone { () -> (Result<Element?, any Error>?, Putter?) in
                if isOpen, queue.isEmpty {
                    Mistake.unless(taker == nil, "one task at a time reads a stream")
                    taker = waiting
                    return (nil, nil)
                }
                do {
                    let (element, putter) = try pop()
                    return (.success(element), putter)
                } catch {
                    return (.failure(error), nil)
                }
            }
            putter?.resume(returning: true)
            if let result { waiting.resume(with: result) }
        }
    }

    /// Forgets what is queued and ends every wait on both sides; taking throws `CancellationError` from now
    /// on, unless the end had been reached before.
    func close() {
        let (taker, putter, action) = monitor.alone { () -> (Taker?, Putter?, (@Sendable () -> Void)?) in
            defer { (self.taker, self.putter, whenClosed) = (nil, nil, nil) }
            if isOpen || !queue.isEmpty { end = .closed }
            queue = []
            monitor.wake()
            return (self.taker, self.putter?.waiting, whenClosed)
        }
        taker?.resume(throwing: CancellationError())
        putter?.resume(returning: false)
        action?()
    }

    // MARK: Inside the monitor

    private var isOpen: Bool { if case .open = end { true } else { false } }

    private func accept(_ element: Element) -> Taker? {
        guard let waiting = taker else {
            queue.append(element)
            monitor.wake()
            return nil
        }
        taker = nil
        return waiting
    }

    private func pop() throws -> (Element?, Putter?) {
        if !queue.isEmpty {
            let element = queue.removeFirst()
            monitor.wake()
            guard let (next, waiting) = putter else { return (element, nil) }
            putter = nil
            queue.append(next)
            return (element, waiting)
        }
        switch end {
        case .open, .finished: return (nil, nil)
        case .failed(let error): throw error
        case .closed: throw CancellationError()
        }
    }
}
