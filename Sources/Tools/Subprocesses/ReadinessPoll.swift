internal import Basis
internal import CLinux
internal import Glibc

/// Waits for descriptors on behalf of tasks: one thread for all of them, whatever their number.
///
/// A wait may end without cause, so whoever waits tries again: that is what makes cancelling, waking and the
/// late event of a number's former owner harmless.
final class ReadinessPoll: Sendable {
    enum Interest { case reading, writing }

    private let core: PollCore
    /// Held only: when it is closed, the thread sees the other end of its pipe hang up, and ends.
    private let stopper: Descriptor

    init() throws(SystemError) {
        let stopping = try Pipe()
        core = try PollCore(endingWith: stopping.reading)
        stopper = stopping.writing
        try core.startThread()
    }

    /// Returns when the descriptor is ready, when it is woken, when the task is cancelled, or when `isOver`
    /// says that there is nothing to wait for.
    ///
    /// At most one task may wait for a descriptor.
    func wait(
        for descriptor: Descriptor, _ interest: Interest, unless isOver: @Sendable () -> Bool = { false }
    ) async throws(SystemError) {
        let number = descriptor.number
        let refused: SystemError? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                core.enlist(number, continuation)
                // Asked only now: whoever makes it true wakes the descriptor afterwards, and finds us
                // enlisted.
                if Task.isCancelled || isOver() { return core.wake(number) }
                do throws(SystemError) { try core.arm(number, interest) } catch {
                    core.wake(number, with: error)
                }
            }
        } onCancel: {
            core.wake(number)
        }
        if let refused { throw refused }
    }

    /// Ends the wait for a descriptor, if there is one.
    func wake(_ descriptor: Descriptor) { core.wake(descriptor.number) }
}

/// What the thread holds: it outlives the poll by the moment that it needs to end.
private final class PollCore: Sendable {
    private typealias Waiter = CheckedContinuation<SystemError?, Never>

    private let epoll: Descriptor
    private let stopping: Descriptor
    private let waiters = Guarded<[Int32: Waiter]>([:])

    init(endingWith stopping: Descriptor) throws(SystemError) {
        let epoll = linux_epoll_create()
        guard epoll >= 0 else { throw SystemError("epoll_create1") }
        self.epoll = try Descriptor(takingOver: epoll)
        self.stopping = stopping
        try arm(stopping.number, .reading)
    }

    func startThread() throws(SystemError) {
        var thread = pthread_t()
        let core = Unmanaged.passRetained(self)
        let error = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                linux_name_thread("subprocesses")
                Unmanaged<PollCore>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, core.toOpaque())
        guard error == 0 else {
            core.release()
            throw SystemError("pthread_create", number: error)
        }
        pthread_detach(thread)
    }

    func enlist(_ number: Int32, _ waiter: CheckedContinuation<SystemError?, Never>) {
        let before = waiters.withLock { $0.updateValue(waiter, forKey: number) }
        Mistake.unless(before == nil, "two tasks wait for the same descriptor")
    }

    func wake(_ number: Int32, with error: SystemError? = nil) {
        waiters.withLock { $0.removeValue(forKey: number) }?.resume(returning: error)
    }

    /// Asks for one event.
    ///
    /// What was armed before and not reported is replaced.
    func arm(_ number: Int32, _ interest: ReadinessPoll.Interest) throws(SystemError) {
        guard linux_epoll_arm(epoll.number, number, interest == .writing ? 1 : 0) == 0 else {
            throw SystemError("epoll_ctl")
        }
    }

    private func serve() {
        var ready = [Int32](repeating: 0, count: 64)
        while true {
            let count = linux_epoll_wait(epoll.number, &ready, Int32(ready.count))
            Mistake.unless(count >= 0, "the poll's own descriptor is not one")
            for number in ready.prefix(Int(count)) {
                if number == stopping.number { return }
                wake(number)
            }
        }
    }
}
